import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Json } from '../src/core/json.ts';
import { describeOnEachEngine } from '../src/platform/db/testing.ts';
import type { AnyRemediation, RemediationTarget } from '../src/plugin-kit/define-remediation.ts';
import { awsProvider } from '../src/plugins/providers/aws/provider.ts';
import { impatient } from '../src/plugins/providers/aws/testing/sandbox-account.ts';
import { remediations } from '../src/plugins/remediations/remediations.generated.ts';
import { type Answer, openRemediationDesk, type RemediationDesk } from './remediation-desk.ts';
import { causeRemediationFaults } from './remediation-faults.ts';

/**
 * Every remediation that answers a control, through the whole product: before approval nothing is written; when
 * somebody else has changed the resource meanwhile nothing is written after it either; then the finding is gone, and
 * the change is taken back.
 */

const never = new AbortController().signal;
const answering = remediations.filter(({ controls }) => controls.length > 0);

describeOnEachEngine('the registry of remediations in the product', (openDatabase) => {
  let desk: RemediationDesk;

  beforeAll(async () => {
    desk = await openRemediationDesk(await openDatabase(), ({ world }) => causeRemediationFaults(world));
    const enabled = await desk.call('enableFramework', { params: { id: 'cis-aws' }, body: {} });
    await desk.app.finished(enabled.execution_id);
  }, 180_000);
  afterAll(() => desk?.close());

  /** Somebody else, with credentials of their own. */
  async function byOthers(remediation: AnyRemediation, target: RemediationTarget, from: Json, to: Json) {
    const { sandbox } = desk;
    const open = awsProvider.openWriter;
    if (open === undefined) throw new Error('AWS has no writer');
    const writer = await open({ method: 'access_keys', ...sandbox.credentials }, {
      settings: { region: 'us-east-1', endpointUrl: sandbox.endpoint },
      allowEndpointOverride: true,
      allowAmbientCredentials: false,
      limits: impatient,
      writes: remediation.calls.writes,
    } as Parameters<typeof open>[1]);
    try {
      await remediation.write(writer.acting?.(target.region, never), target, from, to);
    } finally {
      writer.close();
    }
  }

  /** The request that waits for approval, of the first failing resource that needs it. */
  async function waitingFor({ id, controls }: AnyRemediation): Promise<Answer> {
    const outcomes: string[] = [];
    for (const control of controls) {
      const { data } = await desk.call('listControlResources', {
        params: { id: control },
        query: { status: 'fail', per_page: 100 },
      });
      for (const { resource_id } of data) {
        const body = { finding_type: 'control', finding_id: control, resource_id, type: id };
        const asked = await desk.ask(body).catch((error: Error) => error);
        if (asked.status === 'pending_approval') return asked;
        outcomes.push(`${control} ${resource_id}: ${asked.message ?? JSON.stringify(asked.error)}`);
      }
    }
    throw new Error(`nothing needs ${id}: ${outcomes.slice(0, 5).join('; ')}`);
  }

  const ofProduct = () => desk.writes().filter((write) => write.endsWith(' by infraudit-tags'));

  describe.each(answering.map((one) => [one.id, one] as const))('%s', (_, remediation) => {
    it('writes nothing without approval, nothing when the state has changed, and then what was approved', async () => {
      desk.sandbox.requests.length = 0;
      const waiting = await waitingFor(remediation);
      expect(desk.writes()).toEqual([]);
      const { plan } = waiting;
      const back = remediation.wayBack(plan.before, plan.after);
      // What cannot be taken back cannot be put back for the rest of the test either.
      if (back === null) {
        expect(await desk.approve(waiting)).toMatchObject({ status: 'completed', error: null });
        return;
      }
      const target = await targetOf(waiting.resource);
      await byOthers(remediation, target, plan.before, plan.after);
      const ended = await desk.approve(waiting);
      expect(ended).toMatchObject({ status: 'cancelled', error: { code: 'nothing_to_do' } });
      expect(ofProduct()).toEqual([]);

      await byOthers(remediation, target, plan.after, back);
      const done = await desk.approve(await waitingFor(remediation));
      expect(done).toMatchObject({ status: 'completed', error: null });
      expect(ofProduct()).not.toEqual([]);
      await desk.call('rollbackRemediation', {
        params: { id: done.id },
        body: {},
        scope: desk.otherAdmin.scope,
      });
      const undone = await desk.approve(await desk.settled(done.id));
      expect(undone).toMatchObject({ status: 'rolled_back' });
    });
  });

  const targetOf = async (resource: Answer): Promise<RemediationTarget> => ({
    resourceType: resource.type,
    externalId: (await desk.call('getResource', { params: { id: resource.id } })).external_id,
    name: resource.name,
    region: resource.region,
    accountId: desk.sandbox.accountId,
  });
});
