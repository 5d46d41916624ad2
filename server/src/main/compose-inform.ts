import type { ComplianceDeps } from '../domain/assess/compliance/index.ts';
import { type JobsDeps, triggerPlatformJob } from '../domain/govern/jobs/index.ts';
import { assessmentDocuments, complianceExportRoutes } from '../domain/inform/compliance-export/index.ts';
import { forgetOldDeliveries, startDeliveries } from '../domain/inform/deliveries/index.ts';
import { evidenceDocumentRoutes } from '../domain/inform/evidence-document/index.ts';
import {
  environmentChannels,
  forgetOldNotifications,
  type NotificationsDeps,
  notificationDeliveries,
  notificationRoutes,
  notificationsSubscriber,
  notifySubscriber,
  releaseHeld,
} from '../domain/inform/notifications/index.ts';
import { overviewRoutes } from '../domain/inform/overview/index.ts';
import { reportGenerationJob, reportRoutes } from '../domain/inform/reports/index.ts';
import {
  eventsForWebhooks,
  type WebhooksDeps,
  webhookDeliveries,
  webhookRoutes,
  webhookSubscriber,
} from '../domain/inform/webhooks/index.ts';
import { subscriberQueue } from '../platform/events/dispatcher.ts';
import { channels } from '../plugins/channels/index.ts';
import type { DomainFloor, Platform } from './domain-floor.ts';
import { type NotificationSettings, noNotificationSettings } from './notification-settings.ts';
import { productVersion } from './version.ts';

const forgetEveryMs = 3_600_000;
const heldEveryMs = 5000;

/** What people and other systems are told: overview, reports, files of assessments. `jobs` is asked when a route runs. */
export function composeInform(
  platform: Platform,
  compliance: ComplianceDeps,
  jobs: () => JobsDeps,
  options: { allowPrivateAddresses: boolean; notifications?: NotificationSettings | undefined },
): DomainFloor {
  const { db, clock, announce } = platform;
  const { resourceTypes } = compliance;
  const exporting = { ...compliance, secrets: platform.secrets, version: productVersion };
  const webhooks: WebhooksDeps = { ...platform, allowPrivateAddresses: options.allowPrivateAddresses };
  const settings = options.notifications ?? noNotificationSettings;
  const notifications: NotificationsDeps = {
    ...platform,
    kinds: channels,
    tools: {
      request: (request) => platform.outbound.request(request),
      connect: (host, port, how) => platform.outbound.connect(host, port, how),
      mailServer: settings.mailServer,
    },
    environment: settings.environment,
  };
  const channelsReady = environmentChannels(notifications);
  return {
    jobTypes: [
      reportGenerationJob({
        db,
        clock,
        announce,
        resourceTypes,
        assessments: assessmentDocuments(exporting),
      }),
    ],
    routes: [
      ...complianceExportRoutes(exporting),
      ...evidenceDocumentRoutes(platform),
      ...reportRoutes({
        db,
        clock,
        triggerReport: (scope, parameters, trigger) =>
          triggerPlatformJob(jobs(), scope, { type: 'report_generation', parameters, trigger }),
      }),
      ...overviewRoutes({ db, resourceTypes }),
      ...webhookRoutes(webhooks),
      ...notificationRoutes(notifications, channelsReady),
    ],
    subscribers: [eventsForWebhooks(webhooks), notifySubscriber(notifications, channelsReady)],
    lookOuts: [
      {
        name: 'the end of old deliveries',
        everyMs: forgetEveryMs,
        look: () => forgetOldDeliveries({ db, clock }),
      },
      {
        name: 'messages that wait for their time',
        everyMs: heldEveryMs,
        look: () => releaseHeld(notifications),
      },
      {
        name: 'the end of old notifications',
        everyMs: forgetEveryMs,
        look: () => forgetOldNotifications(notifications),
      },
    ],
    workers: [],
    engines: [
      {
        name: 'deliveries',
        start: () =>
          startDeliveries({
            db,
            clock,
            log: platform.log,
            kinds: {
              webhook: webhookDeliveries(webhooks),
              notification: notificationDeliveries(notifications),
            },
          }),
      },
    ],
  };
}

/** The queues that the platform has to open for it. */
export const informQueues: readonly string[] = [
  subscriberQueue(webhookSubscriber),
  subscriberQueue(notificationsSubscriber),
];
