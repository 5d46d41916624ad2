import { type Sandbox, startSandbox } from '@infraudit/sandbox';
import type { Scope } from '../src/core/scope.ts';
import { addTestMember } from '../src/domain/govern/tenancy/testing.ts';
import { manualClock } from '../src/platform/clock.ts';
import type { OpenDatabase } from '../src/platform/db/open-database.ts';
import { type Composed, composeForTests } from './composed.ts';

// biome-ignore lint/suspicious/noExplicitAny: answers are looked into as a stranger would, without our types.
export type Answer = any;
type Input = Parameters<Composed['call']>[1];

export type RemediationDesk = Awaited<ReturnType<typeof openRemediationDesk>>;

/** The whole product on a sandbox account that was read once, with people who ask and people who decide. */
export async function openRemediationDesk(
  db: OpenDatabase,
  before: (sandbox: Sandbox) => void = () => undefined,
) {
  const sandbox: Sandbox = await startSandbox();
  before(sandbox);
  const clock = manualClock('2026-03-02T06:00:00Z');
  const app = await composeForTests(db, { clock });
  const approver = await addTestMember(app.db, app.tenant, 'approver');
  const asker = await addTestMember(app.db, app.tenant, 'requester');
  const otherAdmin = await addTestMember(app.db, app.tenant, 'admin');
  const call = (operationId: string, input: Input = {}): Promise<Answer> => app.call(operationId, input);
  const provider = await call('connectAws', {
    body: { name: 'production', ...sandbox.credentials, region: 'us-east-1', endpointUrl: sandbox.endpoint },
  });
  await app.finished(provider.running_execution_id);
  const grant = () =>
    call('grantWriteAccess', {
      params: { id: provider.id },
      body: { ...sandbox.writer, region: 'us-east-1', endpointUrl: sandbox.endpoint },
    });
  await grant();

  const read = (id: number): Promise<Answer> => call('getRemediation', { params: { id } });
  const resource = async (name: string, type = 's3_bucket'): Promise<Answer> => {
    const { data } = await call('listResources', { query: { q: name, type } });
    const found = data.find((each: Answer) => each.name === name);
    if (found === undefined) throw new Error(`the inventory has no ${type} ${name}`);
    return found;
  };
  const scan = async (): Promise<void> => {
    const sync = await call('syncProvider', { params: { id: provider.id } });
    await app.finished(sync.execution_id);
    const detection = await call('detectDrift', { body: {} });
    await app.finished(detection.execution_id ?? detection.job_id);
  };
  /** Polls until its runs wait for somebody or are over. */
  const settled = async (id: number): Promise<Answer> => {
    for (;;) {
      const row = await read(id);
      const undo = row.rollback.execution_id;
      const runs = [row.execution_id, ...(undo === null ? [] : [undo])];
      const states = await Promise.all(
        runs.map(async (run) => (await call('getExecution', { params: { id: run } })).status),
      );
      const moving = states.some((state) => state === 'queued' || state === 'running');
      const now = await read(id);
      // An outdated plan ends one run and begins another.
      const same = now.execution_id === row.execution_id && now.rollback.execution_id === undo;
      if (now.held || (!moving && same)) return now;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  return {
    app,
    sandbox,
    clock,
    providerId: provider.id as number,
    approver,
    asker,
    otherAdmin,
    call,
    grant,
    read,
    resource,
    scan,
    settled,
    bucket: (name: string) => {
      const found = sandbox.world.buckets.get(name);
      if (found === undefined) throw new Error(`the sandbox has no bucket ${name}`);
      return found;
    },
    async ask(body: object, scope: Scope = asker.scope): Promise<Answer> {
      const { id } = await call('createRemediation', { body, scope });
      return await settled(id);
    },
    async approve(waiting: Answer, scope: Scope = approver.scope): Promise<Answer> {
      const { plan_hash } = waiting.approval;
      await call('approveRemediation', { params: { id: waiting.id }, body: { plan_hash }, scope });
      return await settled(waiting.id);
    },
    writes: () =>
      sandbox.requests
        .filter(({ write }) => write)
        .map(({ operation, principal }) => `${operation} by ${principal?.split('/').at(-1)}`),
    audits: (prefix: string): Promise<Answer[]> =>
      app.db.within(app.tenant.scope, (tx) =>
        tx.sql
          .selectFrom('audit_events')
          .select(['action', 'detail', 'target_id'])
          .where('action', 'like', `${prefix}%`)
          .orderBy('sequence')
          .execute(),
      ),
    async close() {
      await app.stop();
      await sandbox.stop();
    },
  };
}
