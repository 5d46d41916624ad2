import type { Clock } from '../../../platform/clock.ts';
import type { Database, Tx } from '../../../platform/db/database.ts';
import type { Announce } from '../../../platform/events/contract.ts';
import type { Advisor } from '../../../plugin-kit/define-advisor.ts';
import type { AnyRecommendation } from '../../../plugin-kit/define-recommendation.ts';
import type { ControlsDeps } from '../../assess/controls/index.ts';

/** What a recommendation is about, as far as a change could put it in order. */
export type Found = { resourceType: string; controlIds: readonly string[]; attribute: string | null };

export type FindingToMend =
  | { type: 'drift'; driftId: number }
  | { type: 'control'; controlId: string; resourceId: number };

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
  /** The kind of remediation that puts most of it in order, where there is one. */
  remediationFor(found: Found): string | null;
  /**
   * Asks for the one that helps most with these findings of one resource, or for the kind that is named, in the
   * caller's transaction. Throws `unprocessable` where several fit as well; `details` name them under `field`.
   */
  proposeRemediation(
    tx: Tx,
    proposal: { findings: readonly FindingToMend[]; type?: string | undefined; field: string },
  ): Promise<{ id: number; type: string }>;
  /** Starts a run of the job `recommendation` in the caller's transaction; answers the execution. */
  requestRun(tx: Tx, parameters: { assessment_id?: number; wording_only?: boolean }): Promise<number>;
};
