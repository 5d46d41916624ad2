import type { Clock } from '../../../platform/clock.ts';
import type { Database, Tx } from '../../../platform/db/database.ts';
import type { Announce } from '../../../platform/events/contract.ts';
import type { Advisor } from '../../../plugin-kit/define-advisor.ts';
import type { AnyRecommendation } from '../../../plugin-kit/define-recommendation.ts';
import type { ControlsDeps } from '../../assess/controls/index.ts';

export type RecommendationsDeps = {
  db: Database;
  clock: Clock;
  announce: Announce;
  rules: readonly AnyRecommendation[];
  controls: Pick<ControlsDeps, 'controls' | 'resourceTypes'>;
  /** Null: the installation has no key for a language model. */
  advisor: Advisor | null;
  /** Waits between tries of a language model that is busy, in milliseconds. */
  retryMs?: readonly number[];
  /** The kind of remediation that puts a finding in order, where there is one. */
  remediationFor(finding: {
    resourceType: string;
    controlId: string | null;
    attribute: string | null;
  }): string | null;
  /** Asks for it in the caller's transaction; answers its id. */
  proposeRemediation(
    tx: Tx,
    finding: { type: 'drift'; driftId: number } | { type: 'control'; controlId: string; resourceId: number },
    kind: string,
  ): Promise<number>;
  /** Starts a run of the job `recommendation` in the caller's transaction; answers the execution. */
  requestRun(tx: Tx, parameters: { assessment_id?: number; wording_only?: boolean }): Promise<number>;
};
