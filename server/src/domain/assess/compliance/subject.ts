import type { Tx } from '../../../platform/db/database.ts';
import type { Announce } from '../../../platform/events/contract.ts';
import type { Framework } from '../../../plugin-kit/define-framework.ts';
import type { ExecutionReporter } from '../../govern/jobs/index.ts';
import {
  type AccountRow,
  type ControlsDeps,
  type FoundResource,
  type JudgedScope,
  listAccounts,
  type Tally,
} from '../controls/index.ts';
import { type Enablement, listEnabled } from './enablement-store.ts';

export type ComplianceDeps = ControlsDeps & {
  announce: Announce;
  /** Every version of every framework, oldest version first. */
  frameworks: readonly Framework[];
};

export type CheckRequest = {
  executionId: number;
  frameworkId?: string | undefined;
  version?: string | undefined;
  providerId?: number | undefined;
  asOf: Date | null;
  signal: AbortSignal;
  report: ExecutionReporter;
};

/** One enabled framework version with the accounts that it is assessed over. */
export type Subject = {
  enablement: Enablement;
  framework: Framework;
  accounts: AccountRow[];
  scope: JudgedScope;
};

/** Resources that are named with a control that fails or is unknown; the counts are whole. */
export const namedResources = 100;

/** What an assessment is made from, whether it was kept or is only in memory. */
export type FoundFacts = {
  tally: Tally;
  resources(controlIds: readonly string[]): Promise<ReadonlyMap<string, readonly FoundResource[]>>;
};

/** What a check is about: the enabled frameworks that were asked for, with the accounts of each. */
export async function subjectsOf(deps: ComplianceDeps, tx: Tx, request: CheckRequest): Promise<Subject[]> {
  const accounts = await listAccounts(tx, request.asOf);
  const subjects: Subject[] = [];
  for (const enablement of await listEnabled(tx)) {
    if (request.frameworkId !== undefined && enablement.framework_id !== request.frameworkId) continue;
    if (request.version !== undefined && enablement.version !== request.version) continue;
    const framework = deps.frameworks.find(
      ({ id, version }) => id === enablement.framework_id && version === enablement.version,
    );
    if (framework === undefined) {
      const name = `${enablement.framework_id} ${enablement.version}`;
      request.report.log('warn', `this version of the product has no ${name}; it was not assessed`);
      continue;
    }
    const chosen = accounts.filter(
      ({ id, type }) =>
        (framework.provider === 'all' || framework.provider === type) &&
        (enablement.provider_ids.length === 0 || enablement.provider_ids.includes(id)) &&
        (request.providerId === undefined || request.providerId === id),
    );
    subjects.push({
      enablement,
      framework,
      accounts: chosen,
      scope: {
        providerIds: chosen.map(({ id }) => id),
        regions: enablement.regions,
        tags: enablement.tags,
      },
    });
  }
  return subjects;
}
