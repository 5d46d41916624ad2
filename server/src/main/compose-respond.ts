import type { ProvidersDeps } from '../domain/observe/providers/index.ts';
import { alertQueues, alertRoutes, alertSubscribers } from '../domain/respond/alerts/index.ts';
import {
  type RemediationDeps,
  remediationJob,
  remediationRoutes,
} from '../domain/respond/remediation/index.ts';
import { tagEnforcementJob } from '../domain/respond/tag-enforcement/index.ts';
import { remediations } from '../plugins/remediations/remediations.generated.ts';
import type { DomainFloor, Platform } from './domain-floor.ts';

/** What answers findings: alerts, and changes of connected systems behind approvals. */
export function composeRespond(
  { db, clock, announce }: Platform,
  providers: ProvidersDeps,
  around: Pick<RemediationDeps, 'drift' | 'controls' | 'jobs' | 'approvals'>,
): DomainFloor {
  const remediation: RemediationDeps = { db, clock, announce, remediations, providers, ...around };
  return {
    jobTypes: [tagEnforcementJob(providers), remediationJob(remediation)],
    routes: [...alertRoutes({ db, clock, announce }), ...remediationRoutes(remediation)],
    subscribers: alertSubscribers({ db, clock, announce }),
    lookOuts: [],
    workers: [],
  };
}

/** The queues that the platform has to open for it. */
export const respondQueues: readonly string[] = alertQueues;
