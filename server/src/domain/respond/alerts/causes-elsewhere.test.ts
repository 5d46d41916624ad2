import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Composed } from '../../../../test/composed.ts';
import { deliveries } from '../../../../test/event-delivery.ts';
import { describeOnEachEngine } from '../../../platform/db/testing.ts';
import { type AlertView, type CauseDesk, composeForCauses, openCauseDesk } from './testing/cause-desk.ts';

describeOnEachEngine('alerts of causes that last', (openDatabase) => {
  let app: Composed;
  let desk: CauseDesk['desk'];
  let events: CauseDesk['events'];
  let see: CauseDesk['see'];
  let capture: CauseDesk['capture'];
  let detect: CauseDesk['detect'];
  let list: CauseDesk['list'];
  let detail: CauseDesk['detail'];
  let standing: CauseDesk['standing'];
  let open: CauseDesk['open'];
  let recording: CauseDesk['recording'];
  const time = { now: new Date() };

  beforeAll(async () => {
    app = await composeForCauses(await openDatabase(), time);
  });
  afterAll(async () => await app?.stop());
  beforeEach(async () => {
    time.now = new Date();
    ({ desk, events, see, capture, detect, list, detail, standing, open, recording } = await openCauseDesk(
      app,
      time,
    ));
  });

  describe('what fails on a resource that did not change, because its control looks at one that did', () => {
    it.each(deliveries)('belongs to the alert of that change, when events come %s', async (how) => {
      await recording(true);
      await capture('all');
      await desk.enable('test');
      await recording(false);
      await detect();
      await desk.assess();
      await events.deliver(how);
      expect(await standing()).toEqual([
        { about: 'all', status: 'open', occurrences: 1, control_ids: ['aws-account-logs'] },
      ]);
      await recording(true);
      await detect();
      await events.deliver(how);
      expect(await standing()).toMatchObject([{ status: 'open', control_ids: ['aws-account-logs'] }]);
      await desk.assess();
      await events.deliver(how);
      expect(await standing()).toMatchObject([{ about: 'all', status: 'resolved', control_ids: [] }]);
    });

    it('has an alert of its own when nobody had judged it before the change', async () => {
      await recording(true);
      await capture('all');
      await recording(false);
      await detect();
      await desk.enable('test');
      await events.deliver();
      expect(await standing()).toMatchObject([
        { about: 'all', status: 'open', control_ids: [] },
        { about: 'aws-account-logs', status: 'open' },
      ]);
    });
  });

  it('flap when they open four times in a day, and then tell of it once an hour', async () => {
    await open();
    for (let round = 0; round < 4; round++) {
      await see({ data: false });
      await detect();
      await events.deliver();
      if (round === 3) break;
      await see({ data: true });
      await detect();
      await events.deliver();
    }
    expect(await list({ flapping: 'true' })).toMatchObject([
      { flapping: true, status: 'open', occurrences: 4 },
    ]);
    await events.announced();
    const soon = async (closed: boolean) => {
      time.now = new Date(time.now.getTime() - 3_600_000 + 60_000);
      await see({ data: closed });
      await detect();
      await events.deliver();
    };
    await soon(true);
    await soon(false);
    await soon(true);
    expect((await events.announced()).map(({ type }) => type)).toEqual([]);
    expect(await list()).toMatchObject([{ status: 'resolved', occurrences: 5 }]);
  });

  describe('that a person resolved', () => {
    it('name the drift that stays open, and stay resolved while it stays the same', async () => {
      await open();
      await detect();
      await events.deliver();
      const { id } = await detail();
      const answer = await desk.call<AlertView>('resolveAlert', { params: { id: String(id) } });
      expect(answer.related.open_drifts).toMatchObject([{ status: 'detected', severity: 'critical' }]);
      await detect();
      await events.deliver();
      expect(await standing()).toMatchObject([{ status: 'resolved', occurrences: 1 }]);
    });

    it('take what began to fail before, and open again for what begins to fail afterwards', async () => {
      await open();
      await desk.enable('test');
      await detect();
      await events.deliver();
      const { id } = await detail({ source: 'drift' });
      await desk.call('resolveAlert', { params: { id: String(id) } });
      // It has been failing all the time; only nobody asked.
      await desk.enable('other');
      await events.deliver();
      expect(await detail({ source: 'drift' })).toMatchObject({
        status: 'resolved',
        control_ids: ['aws-s3-closed', 'aws-s3-private'],
      });
      expect(await list({ status: 'open' })).toEqual([]);
    });
  });
});
