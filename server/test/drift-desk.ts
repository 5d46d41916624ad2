import type { Scope } from '../src/core/scope.ts';
import { detectDrift } from '../src/domain/assess/drift/detect.ts';
import { createTestTenant, type TestTenant } from '../src/domain/govern/tenancy/testing.ts';
import { announce } from '../src/platform/events/outbox.ts';
import type { Composed } from './composed.ts';
import { notedReport, type Observed, type ObservedAccount, observedAccount } from './observed-account.ts';

export type DriftView = {
  id: number;
  resource_id: number;
  resource_name: string;
  attribute: string;
  severity: string;
  drift_type: string;
  severity_rule: string;
  summary: string;
  status: string;
  resolution_reason: string | null;
  resolution_note: string | null;
  detected_at: string;
  last_seen_at: string;
  attribution: unknown;
  diff: { path: string }[];
  unknown: object[];
  timeline: { text: string }[];
};

/** An organisation with one scripted account, and the calls that suites of drift need. */
export type DriftDesk = {
  tenant: TestTenant;
  scope: Scope;
  account: ObservedAccount;
  /** Observes, then captures what has no baseline; one hour passes before. */
  see(type: string, resources: Observed[], end?: Parameters<ObservedAccount['observe']>[2]): Promise<void>;
  detect(chosen?: {
    providerId?: number;
    resourceId?: number;
    baselineId?: number;
    signal?: AbortSignal;
  }): Promise<{ counts: Record<string, number>; lines: string[] }>;
  call<T>(operation: string, input?: object): Promise<T>;
  drifts(query?: object): Promise<DriftView[]>;
  capture(name: string, more?: object): Promise<{ id: number }>;
};

export async function openDriftDesk(
  app: Composed,
  time: { now: Date },
  requiredTags: readonly string[] = [],
): Promise<DriftDesk> {
  const clock = { now: () => time.now };
  const { resourceTypes } = app.domain;
  const tenant = await createTestTenant(app.db, 'Drift', [app.domain.onOrganizationCreated]);
  const { scope } = tenant;
  const account = await observedAccount({ db: app.db, clock, resourceTypes }, scope);
  const call = <T>(operation: string, input: object = {}) => app.call<T>(operation, { scope, ...input });
  return {
    tenant,
    scope,
    account,
    call,
    async see(type, resources, end) {
      time.now = new Date(time.now.getTime() + 3_600_000);
      await account.observe(type, resources, end);
      for (const { name } of resources) {
        const resource_id = await account.idOf(name);
        const { data } = await call<{ data: object[] }>('listBaselines', { query: { resource_id } });
        if (data.length === 0) await call('createBaseline', { body: { resource_id } });
      }
    },
    async detect(chosen = {}) {
      const report = notedReport();
      const deps = { db: app.db, clock, announce, resourceTypes, requiredTags };
      const signal = new AbortController().signal;
      await detectDrift(deps, scope, { executionId: 1, signal, report, ...chosen });
      return report;
    },
    drifts: async (query = {}) => (await call<{ data: DriftView[] }>('listDrifts', { query })).data,
    capture: async (name, more = {}) =>
      await call<{ id: number }>('createBaseline', {
        body: { resource_id: await account.idOf(name), ...more },
      }),
  };
}
