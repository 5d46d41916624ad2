import type { Clock } from '../../../platform/clock.ts';
import type { Database } from '../../../platform/db/database.ts';
import type { Announce } from '../../../platform/events/contract.ts';
import type { AnyRemediation } from '../../../plugin-kit/define-remediation.ts';
import type { ControlsDeps } from '../../assess/controls/index.ts';
import type { DetectDeps } from '../../assess/drift/index.ts';
import type { ApprovalsDeps } from '../../govern/approvals/index.ts';
import type { JobsDeps } from '../../govern/jobs/index.ts';
import type { ProvidersDeps } from '../../observe/providers/index.ts';

export type RemediationDeps = {
  db: Database;
  clock: Clock;
  announce: Announce;
  /** The kinds of change that this version knows. */
  remediations: readonly AnyRemediation[];
  providers: ProvidersDeps;
  drift: DetectDeps;
  controls: Pick<ControlsDeps, 'controls' | 'resourceTypes'>;
  /** Built after this module, so they are asked for when they are needed. */
  jobs: () => JobsDeps;
  approvals: () => ApprovalsDeps;
  /** A vendor may need a moment until a change is seen everywhere: waits between looks, in milliseconds. */
  settleMs?: readonly number[];
};

export const remediationJobType = 'remediation';

export function remediationById(
  deps: Pick<RemediationDeps, 'remediations'>,
  id: string,
): AnyRemediation | undefined {
  return deps.remediations.find((each) => each.id === id);
}
