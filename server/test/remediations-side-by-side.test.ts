import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { describeOnEachEngine } from '../src/platform/db/testing.ts';
import { type Answer, openRemediationDesk, type RemediationDesk } from './remediation-desk.ts';

const open = {
  BlockPublicAcls: false,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
};
const bucketFinding = {
  finding_type: 'control',
  finding_id: 'aws-s3-bucket-public-access-blocked',
  type: 'aws-s3-block-public-access',
};
const instanceFinding = {
  finding_type: 'control',
  finding_id: 'aws-rds-instance-minor-upgrades',
  type: 'aws-rds-instance-minor-upgrades',
};

/** Changes of one organisation: of different resources at the same moment, of one thing one after the other. */
describeOnEachEngine('remediations side by side', (openDatabase) => {
  let desk: RemediationDesk;
  let buckets: string[] = [];
  /** Two of one cluster, and one of none. */
  let instances: string[] = [];

  beforeAll(async () => {
    desk = await openRemediationDesk(await openDatabase(), ({ world }) => {
      const home = world.buckets.all().filter(({ region }) => region === 'us-east-1');
      buckets = home.slice(0, 2).map(({ Name }) => Name);
      for (const name of buckets)
        Object.assign(world.buckets.get(name) ?? {}, { publicAccessBlock: { ...open } });
      const all = world.region('us-east-1').dbInstances.all();
      const clustered = all.filter(({ DBClusterIdentifier: of }) => of !== undefined);
      const cluster = clustered.find(
        (one, at) =>
          clustered.findIndex((same) => same.DBClusterIdentifier === one.DBClusterIdentifier) !== at,
      )?.DBClusterIdentifier;
      const chosen = [
        ...clustered.filter((one) => one.DBClusterIdentifier === cluster).slice(0, 2),
        ...all.filter((one) => one.DBClusterIdentifier === undefined).slice(0, 1),
      ];
      for (const one of chosen) one.AutoMinorVersionUpgrade = false;
      instances = chosen.map(({ DBInstanceIdentifier }) => DBInstanceIdentifier ?? '');
    });
  });
  afterAll(() => desk?.close());
  beforeEach(() => {
    desk.sandbox.requests.length = 0;
    desk.sandbox.faults.clear();
    desk.sandbox.slowChanges.polls = 0;
  });

  const ask = async (name: string, type: string, finding: object): Promise<Answer> => {
    const { id } = await desk.resource(name, type);
    return await desk.ask({ ...finding, resource_id: id });
  };
  const allow = (waiting: Answer): Promise<Answer> =>
    desk.call('approveRemediation', {
      params: { id: waiting.id },
      body: { plan_hash: waiting.approval.plan_hash },
      scope: desk.approver.scope,
    });
  const statuses = (asked: Answer[]): Promise<string[]> =>
    Promise.all(asked.map(async ({ id }) => (await desk.read(id)).status));
  const sent = (operation: string) =>
    desk.sandbox.requests.filter((request) => request.operation === operation);

  it('are executing at the same moment when they change different resources', async () => {
    const asked = await Promise.all(buckets.map((name) => ask(name, 's3_bucket', bucketFinding)));
    expect(asked.map(({ status }) => status)).toEqual(['pending_approval', 'pending_approval']);
    const letGo = desk.sandbox.faults.hold('s3:PutBucketPublicAccessBlock');
    for (const waiting of asked) await allow(waiting);
    await expect.poll(() => sent('PutPublicAccessBlock').length).toBe(2);
    expect(await statuses(asked)).toEqual(['executing', 'executing']);
    letGo();
    const done = await Promise.all(asked.map(({ id }) => desk.settled(id)));
    expect(done.map(({ status, error }) => [status, error])).toEqual([
      ['completed', null],
      ['completed', null],
    ]);
    expect(sent('PutPublicAccessBlock')).toHaveLength(2);
  });

  it('of one resource are refused while one is under way, and of one cluster wait for each other', async () => {
    const [first = '', second = '', alone = ''] = instances;
    const asked: Answer[] = [];
    for (const name of [first, second, alone]) asked.push(await ask(name, 'rds_instance', instanceFinding));
    await expect(ask(first, 'rds_instance', instanceFinding)).rejects.toThrow(/is under way/);
    const letGo = desk.sandbox.faults.hold('rds:ModifyDBInstance');
    for (const waiting of asked) await allow(waiting);
    await expect.poll(() => sent('ModifyDBInstance').length).toBe(2);
    expect(await statuses(asked)).toEqual(['executing', 'approved', 'executing']);
    letGo();
    const done = await Promise.all(asked.map(({ id }) => desk.settled(id)));
    expect(done.map(({ status }) => status)).toEqual(['completed', 'completed', 'completed']);
    const order = sent('ModifyDBInstance').map(({ input }) => (input as Answer).DBInstanceIdentifier);
    expect(order.toSorted()).toEqual([first, second, alone].toSorted());
    expect(order.indexOf(second)).toBe(2);
  });

  it('look at their own resource again and at no other, whose records stay as they are', async () => {
    const [name = ''] = buckets;
    const scopes = () =>
      desk.app.db.within(desk.app.tenant.scope, (tx) =>
        tx.sql
          .selectFrom('inventory_scopes')
          .select(['source', 'region', 'last_outcome', 'last_attempt_at', 'last_complete_at'])
          .orderBy('id')
          .execute(),
      );
    const living = async () =>
      (await desk.call('listResources', { query: { type: 's3_bucket' } })).data.length;
    const [coverage, count] = [await scopes(), await living()];
    desk.bucket(name).publicAccessBlock = { ...open };
    await desk.scan();
    desk.sandbox.requests.length = 0;
    const before = await scopes();
    expect(before.length).toBe(coverage.length);
    const done = await desk.approve(await ask(name, 's3_bucket', bucketFinding));
    expect(done).toMatchObject({ status: 'completed', finding: { after: { status: 'pass' } } });
    const s3 = desk.sandbox.requests
      .filter(({ service }) => service === 's3')
      .map(({ input }) => input as Answer);
    const named = new Set(s3.map(({ Bucket, Prefix }) => Bucket ?? Prefix));
    expect(named).toEqual(new Set([name]));
    expect(s3.length).toBeLessThan(30);
    expect(await living()).toBe(count);
    expect(count).toBeGreaterThan(5);
    expect(await scopes()).toEqual(before);
  });

  describe('that AWS makes slowly', () => {
    const name = () => instances[0] ?? '';
    const instance = () => desk.sandbox.world.region('us-east-1').dbInstances.get(name());
    const logOf = async (execution: number): Promise<string> => {
      const { log } = await desk.call('getExecution', { params: { id: execution } });
      return log.map(({ message }: Answer) => message).join('\n');
    };
    const saying = 'AWS accepted the change and is making it';
    const underWay = async (): Promise<Answer> => {
      Object.assign(instance() ?? {}, { AutoMinorVersionUpgrade: false });
      await desk.scan();
      desk.sandbox.slowChanges.polls = Number.POSITIVE_INFINITY;
      const waiting = await ask(name(), 'rds_instance', instanceFinding);
      await allow(waiting);
      const progress = async () =>
        (await desk.call('getExecution', { params: { id: waiting.execution_id } })).progress?.step ?? '';
      await expect.poll(progress).toContain(`${name()}: ${saying}`);
      expect(instance()).toMatchObject({ DBInstanceStatus: 'modifying', AutoMinorVersionUpgrade: false });
      expect((await desk.read(waiting.id)).status).toBe('executing');
      return waiting;
    };

    it('keep their run, say what they wait for, and are completed when it is made', async () => {
      const waiting = await underWay();
      desk.sandbox.slowChanges.makeAll();
      const done = await desk.settled(waiting.id);
      expect(done).toMatchObject({ status: 'completed', error: null });
      expect(instance()).toMatchObject({ DBInstanceStatus: 'available', AutoMinorVersionUpgrade: true });
      expect(await logOf(done.execution_id)).toContain(saying);
      expect(sent('ModifyDBInstance')).toHaveLength(1);
      const { timeout_seconds } = await desk.app.db.within(desk.app.tenant.scope, (tx) =>
        tx.sql
          .selectFrom('job_executions')
          .select('timeout_seconds')
          .where('id', '=', done.execution_id)
          .executeTakeFirstOrThrow(),
      );
      expect(timeout_seconds).toBe(2700);
    });

    it('stop waiting when somebody cancels the run, and say that nobody knows what became of it', async () => {
      const waiting = await underWay();
      await desk.call('cancelExecution', { params: { id: waiting.execution_id } });
      const stopped = await desk.settled(waiting.id);
      expect(stopped).toMatchObject({ status: 'failed', error: { code: 'cancelled' } });
      expect(await logOf(waiting.execution_id)).toMatch(/stopped while AWS was making the change.*unknown/);
      desk.sandbox.slowChanges.makeAll();
    });
  });
});
