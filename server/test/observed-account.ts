import type { JsonObject } from '../src/core/json.ts';
import type { ObservedResource } from '../src/core/observation.ts';
import type { Scope } from '../src/core/scope.ts';
import type { ExecutionReporter } from '../src/domain/govern/jobs/index.ts';
import { scanSource } from '../src/domain/observe/inventory/index.ts';
import type { Clock } from '../src/platform/clock.ts';
import type { Database } from '../src/platform/db/database.ts';
import type { ScanEvent, SourceOutcome } from '../src/plugin-kit/define-provider.ts';
import type { ResourceType } from '../src/plugin-kit/define-resource-type.ts';

export type Observed = { name: string; configuration: JsonObject } & Partial<ObservedResource>;

/** An account whose scans say what the suite wants: the store is real, only the cloud is not asked. */
export type ObservedAccount = {
  providerId: number;
  /** One scan of one type in one region; what is not named is gone when the scan is `complete`. */
  observe(type: string, resources: Observed[], end?: Partial<SourceOutcome>): Promise<void>;
  idOf(name: string): Promise<number>;
};

export async function observedAccount(
  deps: { db: Database; clock: Clock; resourceTypes: ReadonlyMap<string, ResourceType> },
  scope: Scope,
): Promise<ObservedAccount> {
  const { id: providerId } = await deps.db.within(scope, (tx) =>
    tx.sql
      .insertInto('providers')
      .values({
        organization_id: scope.organizationId,
        type: 'aws',
        name: 'Acme',
        account_id: '123456789012',
        auth_method: 'access_keys',
        status: 'synced',
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  return {
    providerId,
    async observe(type, resources, end = {}) {
      const resourceType = deps.resourceTypes.get(type);
      if (resourceType === undefined) throw new Error(`no type ${type}`);
      const source = { collector: type, region: 'eu-central-1' };
      async function* scan(): AsyncIterable<ScanEvent> {
        for (const { name, configuration, ...more } of resources) {
          const resource: ObservedResource = {
            externalId: `${type}/${name}`,
            name,
            region: 'eu-central-1',
            status: 'active',
            tags: {},
            configuration,
            unreadable: [],
            ...more,
          };
          yield { kind: 'resource', resource };
        }
        const outcome: SourceOutcome = {
          source,
          outcome: 'success_with_data',
          complete: true,
          gaps: [],
          fetched: resources.length,
          durationMs: 1,
          ...end,
        };
        yield { kind: 'end', outcome };
      }
      const signal = new AbortController().signal;
      const request = { providerId, resourceType, session: { scan }, source, signal, effectLimit: 100 };
      await scanSource(deps, scope, request);
    },
    async idOf(name) {
      const row = await deps.db.within(scope, (tx) =>
        tx.sql
          .selectFrom('resources')
          .select('id')
          .where('organization_id', '=', scope.organizationId)
          .where('name', '=', name)
          .executeTakeFirstOrThrow(),
      );
      return row.id;
    },
  };
}

/** What a run reports, to be looked at. */
export function notedReport(): ExecutionReporter & { counts: Record<string, number>; lines: string[] } {
  const counts: Record<string, number> = {};
  const lines: string[] = [];
  return {
    counts,
    lines,
    log: (level, message) => void lines.push(`${level} ${message}`),
    progress: () => undefined,
    count: (name, by = 1) => {
      counts[name] = (counts[name] ?? 0) + by;
    },
    effect: () => undefined,
  };
}
