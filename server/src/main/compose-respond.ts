import { triggerPlatformJobIn } from '../domain/govern/jobs/index.ts';
import type { ProvidersDeps } from '../domain/observe/providers/index.ts';
import { alertLookOuts, alertQueues, alertRoutes, alertSubscribers } from '../domain/respond/alerts/index.ts';
import {
  type RecommendationsDeps,
  recommendationJob,
  recommendationRoutes,
  recommendationSubscriber,
  recommendationsSubscriber,
} from '../domain/respond/recommendations/index.ts';
import {
  likelyRemediation,
  proposeForIn,
  type RemediationDeps,
  remediationJob,
  remediationRoutes,
  scheduledRemediationJob,
} from '../domain/respond/remediation/index.ts';
import { tagEnforcementJob } from '../domain/respond/tag-enforcement/index.ts';
import { subscriberQueue } from '../platform/events/dispatcher.ts';
import { recommendations } from '../plugins/recommendations/recommendations.generated.ts';
import { remediations } from '../plugins/remediations/remediations.generated.ts';
import type { DomainFloor, Platform } from './domain-floor.ts';

/** What answers findings: alerts, and changes of connected systems behind approvals. */
export function composeRespond(
  { db, clock, announce }: Platform,
  providers: ProvidersDeps,
  around: Pick<RemediationDeps, 'drift' | 'controls' | 'jobs' | 'approvals'> &
    Pick<RecommendationsDeps, 'advisor' | 'retryMs'>,
): DomainFloor {
  const remediation: RemediationDeps = { db, clock, announce, remediations, providers, ...around };
  const recommending: RecommendationsDeps = {
    db,
    clock,
    announce,
    rules: recommendations,
    controls: around.controls,
    advisor: around.advisor,
    ...(around.retryMs === undefined ? {} : { retryMs: around.retryMs }),
    remediationFor: (finding) => likelyRemediation(remediations, finding),
    proposeRemediation: (tx, proposal) => proposeForIn(remediation, tx, proposal),
    requestRun: async (tx, parameters) => {
      const request = { type: 'recommendation', parameters, trigger: 'system' as const };
      return (await triggerPlatformJobIn(around.jobs(), tx, request)).executionId;
    },
  };
  const alerts = { db, clock, announce, controls: around.controls.controls };
  return {
    jobTypes: [
      tagEnforcementJob(providers),
      remediationJob(remediation),
      scheduledRemediationJob(remediation),
      recommendationJob(recommending),
    ],
    routes: [
      ...alertRoutes(alerts),
      ...remediationRoutes(remediation),
      ...recommendationRoutes(recommending),
    ],
    subscribers: [...alertSubscribers(alerts), recommendationSubscriber(recommending)],
    lookOuts: alertLookOuts(alerts),
    workers: [],
  };
}

/** The queues that the platform has to open for it. */
export const respondQueues: readonly string[] = [...alertQueues, subscriberQueue(recommendationsSubscriber)];
