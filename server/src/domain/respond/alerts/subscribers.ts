import { type Subscriber, subscriberQueue } from '../../../platform/events/dispatcher.ts';
import { complianceAlerts, complianceAlertsSubscriber } from './compliance-alerts.ts';
import { driftAlerts, driftAlertsSubscriber, raiseForgotten } from './drift-alerts.ts';
import { jobAlerts, jobAlertsSubscriber } from './job-alerts.ts';
import { operationAlerts, operationAlertsSubscriber } from './operation-alerts.ts';
import { lookAtCredentials } from './provider-alerts.ts';
import type { AlertsDeps } from './service.ts';
import { lookAtTimes } from './timers.ts';

const timesTickMs = 15_000;
const credentialsTickMs = 3_600_000;
const forgottenTickMs = 300_000;

/** Everything that raises alerts by events. */
export const alertSubscribers = (deps: AlertsDeps): Subscriber[] => [
  jobAlerts(deps),
  complianceAlerts(deps),
  driftAlerts(deps),
  operationAlerts(deps),
];

export const alertQueues: readonly string[] = [
  jobAlertsSubscriber,
  complianceAlertsSubscriber,
  driftAlertsSubscriber,
  operationAlertsSubscriber,
].map(subscriberQueue);

/** What no event tells of. */
export const alertLookOuts = (
  deps: AlertsDeps,
): { name: string; everyMs: number; look: () => Promise<unknown> }[] => [
  {
    name: 'mutes and announcements of alerts',
    everyMs: timesTickMs,
    look: () => lookAtTimes(deps),
  },
  {
    name: 'drifts without an alert',
    everyMs: forgottenTickMs,
    look: () => raiseForgotten(deps),
  },
  {
    name: 'the age of credentials',
    everyMs: credentialsTickMs,
    look: () => lookAtCredentials(deps),
  },
];
