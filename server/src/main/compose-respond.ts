import type { ProvidersDeps } from '../domain/observe/providers/index.ts';
import {
  alertRoutes,
  complianceAlerts,
  complianceAlertsSubscriber,
  jobAlerts,
  jobAlertsSubscriber,
} from '../domain/respond/alerts/index.ts';
import { tagEnforcementJob } from '../domain/respond/tag-enforcement/index.ts';
import { subscriberQueue } from '../platform/events/dispatcher.ts';
import type { DomainFloor, Platform } from './domain-floor.ts';

/** What answers findings: alerts, and changes of connected systems behind approvals. */
export function composeRespond({ db, clock, announce }: Platform, providers: ProvidersDeps): DomainFloor {
  return {
    jobTypes: [tagEnforcementJob(providers)],
    routes: alertRoutes({ db, clock, announce }),
    subscribers: [jobAlerts({ db, clock, announce }), complianceAlerts({ db, clock, announce })],
    lookOuts: [],
    workers: [],
  };
}

/** The queues that the platform has to open for it. */
export const respondQueues = [
  subscriberQueue(jobAlertsSubscriber),
  subscriberQueue(complianceAlertsSubscriber),
] as const;
