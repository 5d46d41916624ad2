import type { Gap } from '../src/core/observation.ts';
import type { Scope } from '../src/core/scope.ts';
import { createTestTenant, type TestTenant } from '../src/domain/govern/tenancy/testing.ts';
import { scanSource } from '../src/domain/observe/inventory/index.ts';
import type { ScanEvent, SourceOutcome } from '../src/plugin-kit/define-provider.ts';
import type { Composed } from './composed.ts';
import type { Observed } from './observed-account.ts';

/** What one source of a scripted sync answers. */
export type Scanned = {
  type: string;
  /** `eu-central-1` when absent; `global` for what exists once per account. */
  region?: string;
  resources?: Observed[];
  gaps?: Partial<Gap>[];
  /** False: the list was not read to its end. */
  complete?: boolean;
};

export type Numbers = { passed: number; evaluated: number; total: number; score: number | null };
export type AssessmentView = Numbers & {
  id: number;
  framework_id: string;
  framework_version: string;
  trigger: string;
  as_of: string | null;
  failed: number;
  unknown: number;
  excepted: number;
  not_applicable: number;
  manual: number;
  not_automated: number;
  weighted_score: number | null;
  categories: (Numbers & { id: string })[];
  providers: (Numbers & { provider_id: number })[];
  newly_failing: string[];
  newly_passing: string[];
  still_failing: { control_id: string; since: string }[];
  previous_id: number | null;
  execution_id: number;
};
export type ControlView = {
  control_id: string;
  status: string;
  counts: Record<string, number>;
  unlisted: { reason: string; permission?: string }[];
  resources: { resource_name: string; status: string; message: string }[];
};
export type ResultView = { requirement_id: string; status: string; controls: ControlView[] };

export type ComplianceDesk = {
  tenant: TestTenant;
  scope: Scope;
  call<T>(operation: string, input?: object): Promise<T>;
  account(name?: string): Promise<number>;
  /** One sync of the account: what each source answers is stored as the product stores it. An hour passes before. */
  sync(providerId: number, sources: Scanned[]): Promise<void>;
  idOf(name: string): Promise<number>;
  enable(id: string, body?: object): Promise<AssessmentView>;
  /** Asks for a check and waits for it; an hour passes before. */
  assess(body?: object): Promise<{
    status: string;
    error: string | null;
    counts: Record<string, number>;
    execution_id: number;
  }>;
  latest(query?: object): Promise<AssessmentView>;
  results(assessmentId: number): Promise<Record<string, ResultView>>;
};

export async function openComplianceDesk(app: Composed, time: { now: Date }): Promise<ComplianceDesk> {
  const tenant = await createTestTenant(app.db, 'Compliance', [app.domain.onOrganizationCreated]);
  const { scope } = tenant;
  const call = <T>(operation: string, input: object = {}) => app.call<T>(operation, { scope, ...input });
  const pass = () => {
    time.now = new Date(time.now.getTime() + 3_600_000);
  };
  let accounts = 0;

  async function finished(executionId: number) {
    for (;;) {
      const execution = await call<{ status: string; error: string | null; counts: Record<string, number> }>(
        'getExecution',
        { params: { id: String(executionId) } },
      );
      if (!['queued', 'running'].includes(execution.status))
        return { ...execution, execution_id: executionId };
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
  const latest: ComplianceDesk['latest'] = async (query = {}) => {
    const { data } = await call<{ data: { id: number }[] }>('listAssessments', { query });
    return await call<AssessmentView>('getAssessment', { params: { id: String(data[0]?.id) } });
  };

  return {
    tenant,
    scope,
    call,
    latest,
    async account(name = 'Acme') {
      accounts += 1;
      const row = await app.db.within(scope, (tx) =>
        tx.sql
          .insertInto('providers')
          .values({
            organization_id: scope.organizationId,
            type: 'aws',
            name,
            account_id: String(100_000_000_000 + accounts),
            auth_method: 'access_keys',
            status: 'synced',
            created_at: time.now,
          })
          .returning('id')
          .executeTakeFirstOrThrow(),
      );
      return row.id;
    },
    async sync(providerId, sources) {
      pass();
      const run = await app.db.within(scope, (tx) =>
        tx.sql
          .insertInto('sync_runs')
          .values({
            organization_id: scope.organizationId,
            provider_id: providerId,
            execution_id: null,
            status: 'running',
            started_at: time.now,
            error: null,
          })
          .returning('id')
          .executeTakeFirstOrThrow(),
      );
      for (const source of sources) {
        const { gaps } = await scan(app, scope, providerId, source, time);
        await app.db.within(scope, (tx) =>
          tx.sql
            .insertInto('source_outcomes')
            .values({
              organization_id: scope.organizationId,
              provider_id: providerId,
              sync_run_id: run.id,
              source: source.type,
              region: source.region ?? 'eu-central-1',
              outcome: gaps.length > 0 ? 'partial' : 'success_with_data',
              gaps: JSON.stringify(gaps),
              started_at: time.now,
              duration_ms: 1,
            })
            .execute(),
        );
      }
      await app.db.within(scope, (tx) =>
        tx.sql
          .updateTable('sync_runs')
          .set({ status: 'succeeded', ended_at: time.now })
          .where('id', '=', run.id)
          .execute(),
      );
    },
    async idOf(name) {
      const row = await app.db.within(scope, (tx) =>
        tx.sql
          .selectFrom('resources')
          .select('id')
          .where('organization_id', '=', scope.organizationId)
          .where('name', '=', name)
          .executeTakeFirstOrThrow(),
      );
      return row.id;
    },
    async enable(id, body = {}) {
      pass();
      const { execution_id } = await call<{ execution_id: number }>('enableFramework', {
        params: { id },
        body,
      });
      const execution = await finished(execution_id);
      if (execution.status !== 'succeeded') throw new Error(`${execution.status}: ${execution.error}`);
      return await latest({ framework_id: id });
    },
    async assess(body = {}) {
      pass();
      const { execution_id } = await call<{ execution_id: number }>('assessCompliance', { body });
      return await finished(execution_id);
    },
    async results(assessmentId) {
      const { data } = await call<{ data: ResultView[] }>('listAssessmentResults', {
        params: { id: String(assessmentId) },
        query: { per_page: 100 },
      });
      return Object.fromEntries(data.map((result) => [result.requirement_id, result]));
    },
  };
}

async function scan(
  app: Composed,
  scope: Scope,
  providerId: number,
  given: Scanned,
  time: { now: Date },
): Promise<{ gaps: Gap[] }> {
  const region = given.region ?? 'eu-central-1';
  const gaps = (given.gaps ?? []).map(
    (gap): Gap => ({
      source: given.type,
      region,
      reason: 'denied',
      paths: ['*'],
      resources: null,
      message: 'denied',
      ...gap,
    }),
  );
  const resourceType = app.domain.resourceTypes.get(given.type);
  // The list of the regions is a source without resources.
  if (resourceType === undefined) return { gaps };
  const source = { collector: given.type, region };
  const resources = given.resources ?? [];
  async function* events(): AsyncIterable<ScanEvent> {
    for (const { name, configuration, ...more } of resources) {
      const resource = {
        externalId: `${given.type}/${name}`,
        name,
        region,
        status: 'active' as const,
        tags: {},
        configuration,
        unreadable: [],
        ...more,
      };
      yield { kind: 'resource', resource };
    }
    const outcome: SourceOutcome = {
      source,
      outcome: gaps.length > 0 ? 'partial' : 'success_with_data',
      complete: given.complete ?? !gaps.some(({ paths }) => paths.includes('*')),
      gaps,
      fetched: resources.length,
      durationMs: 1,
    };
    yield { kind: 'end', outcome };
  }
  const clock = { now: () => time.now };
  const signal = new AbortController().signal;
  const request = { providerId, resourceType, session: { scan: events }, source, signal, effectLimit: 100 };
  await scanSource({ db: app.db, clock }, scope, request);
  return { gaps };
}
