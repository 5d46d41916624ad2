import { type Subscriber, subscriberQueue } from '../../../platform/events/dispatcher.ts';
import { complianceAlerts, complianceAlertsSubscriber } from './compliance-alerts.ts';
import { driftAlerts, driftAlertsSubscriber } from './drift-alerts.ts';
import { jobAlerts, jobAlertsSubscriber } from './job-alerts.ts';
import type { AlertsDeps } from './service.ts';

/** Everything that raises alerts by events. */
export const alertSubscribers = (deps: AlertsDeps): Subscriber[] => [
  jobAlerts(deps),
  complianceAlerts(deps),
  driftAlerts(deps),
];

export const alertQueues: readonly string[] = [
  jobAlertsSubscriber,
  complianceAlertsSubscriber,
  driftAlertsSubscriber,
].map(subscriberQueue);
