import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ComplianceDesk, openComplianceDesk } from '../../../../test/compliance-desk.ts';
import { type Composed, composeForTests } from '../../../../test/composed.ts';
import { fail, pass } from '../../../core/verdict.ts';
import { describeOnEachEngine } from '../../../platform/db/testing.ts';
import type { Download } from '../../../platform/http/route.ts';
import type { AnyControl } from '../../../plugin-kit/define-control.ts';
import {
  bucket,
  bucketClosed,
  testControls,
  testFrameworks,
} from '../../assess/compliance/testing/small-framework.ts';
import { checkAssessmentEvidence } from './check-evidence.ts';

async function check(file: Buffer, controls: readonly AnyControl[] = testControls, keys: Uint8Array[] = []) {
  const reading = checkAssessmentEvidence(controls, keys);
  // In pieces, as a file is read.
  for (let start = 0; start < file.length; start += 1000) reading.write(file.subarray(start, start + 1000));
  return await reading.end();
}

describeOnEachEngine('the evidence of an assessment', (openDatabase) => {
  let app: Composed;
  let desk: ComplianceDesk;
  let file: Buffer;
  let assessmentId: number;
  const time = { now: new Date('2026-05-01T00:00:00Z') };

  const exported = async (id = assessmentId): Promise<Buffer> => {
    const download = await desk.call<Download>('exportAssessment', {
      params: { id: String(id) },
      query: { format: 'json' },
    });
    const parts: Buffer[] = [];
    for await (const part of download.stream) parts.push(Buffer.from(part as string));
    return Buffer.concat(parts);
  };

  beforeAll(async () => {
    app = await composeForTests(await openDatabase(), {
      clock: { now: () => time.now },
      controls: testControls,
      frameworks: testFrameworks,
    });
    desk = await openComplianceDesk(app, time);
    const account = await desk.account();
    await desk.sync(account, [
      { type: 'iam_account', region: 'global', resources: [{ name: 'root', configuration: {} }] },
      {
        type: 'cloudtrail_trail',
        resources: [{ name: 'all', configuration: { IsLogging: true, S3BucketName: 'closed' } }],
      },
      { type: 's3_bucket', region: 'global', resources: [bucket('open', false), bucket('closed', true)] },
      { type: 'sqs_queue', gaps: [{ reason: 'denied', permission: 'sqs:ListQueues' }], complete: false },
    ]);
    assessmentId = (await desk.enable('test')).id;
    file = await exported();
  });
  afterAll(async () => await app?.stop());

  it('is judged again without the database, and comes out the same', async () => {
    const result = await check(file);
    expect(result.problems).toEqual([]);
    expect(result.differences).toEqual([]);
    expect(result).toMatchObject({ intact: true, same: true, keyFrom: 'export', deviations: [] });
    const { passed, evaluated, total } = await desk.latest();
    expect(result.numbers).toEqual({ passed, evaluated, total });
    expect(result.resources).toBe(4);
    expect(result.verdicts).toBeGreaterThan(4);
  });

  it('is JSON that any program reads', () => {
    const read = JSON.parse(file.toString('utf8'));
    expect(read.schema).toBe('infraudit.assessment-evidence/1');
    expect(read.resources).toHaveLength(read.resource_count);
    expect(read.header.accounts[0].unlisted.sqs_queue).toMatchObject([{ permission: 'sqs:ListQueues' }]);
  });

  it('does not hold when any one byte was changed', async () => {
    const places = Array.from({ length: 200 }, (_, index) => Math.floor((index * (file.length - 1)) / 199));
    for (const place of places) {
      const changed = Buffer.from(file);
      changed[place] = (changed[place] ?? 0) ^ 1;
      const result = await check(changed);
      expect([place, result.intact, result.same]).toEqual([place, false, false]);
      expect(result.problems).not.toEqual([]);
    }
  });

  it('does not hold when it was cut, or when something was added', async () => {
    for (const length of [0, 10, Math.floor(file.length / 2), file.length - 1])
      expect(await check(file.subarray(0, length))).toMatchObject({ intact: false, same: false });
    expect(await check(Buffer.concat([file, Buffer.from('\n')]))).toMatchObject({ intact: false });
    expect(await check(Buffer.from('not JSON\n'))).toMatchObject({ intact: false, assessment: null });
  });

  it('does not hold by another key than the one that is trusted', async () => {
    expect(await check(file, testControls, [Buffer.alloc(32, 7)])).toMatchObject({
      intact: false,
      keyFrom: 'given',
    });
  });

  it('names what would be judged otherwise by another control', async () => {
    const lenient: AnyControl = { ...bucketClosed, evaluate: () => pass('It is fine.') };
    const result = await check(
      file,
      testControls.map((each) => (each.id === lenient.id ? lenient : each)),
    );
    expect(result).toMatchObject({ intact: true, same: false });
    expect(result.differences.map(({ what }) => what)).toEqual(
      expect.arrayContaining(['verdict', 'requirement', 'numbers']),
    );
    expect(result.differences[0]?.message).toContain('of open (s3_bucket');
  });

  it('says so when a control has another version here', async () => {
    const newer: AnyControl = { ...bucketClosed, version: 2, evaluate: () => fail('It is open.') };
    const result = await check(
      file,
      testControls.map((each) => (each.id === newer.id ? newer : each)),
    );
    expect(result).toMatchObject({ intact: true, same: false });
    expect(result.differences[0]).toMatchObject({ what: 'control' });
    expect(result.differences[0]?.message).toContain('version 2 here');
  });

  describe('tells of the moment of its assessment', () => {
    it('also after the account has changed', async () => {
      const [account] = (await desk.latest()).providers;
      await desk.sync(account?.provider_id ?? 0, [
        { type: 's3_bucket', region: 'global', resources: [bucket('open', true), bucket('new', false)] },
      ]);
      await desk.assess();
      const again = await check(await exported());
      expect(again).toMatchObject({ intact: true, same: true, deviations: [], resources: 4 });
      const newest = await desk.latest();
      expect(newest.id).not.toBe(assessmentId);
      const later = await check(await exported(newest.id));
      expect(later).toMatchObject({ intact: true, same: true, deviations: [] });
    });
  });
});
