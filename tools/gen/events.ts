import { complianceEvents } from '../../server/src/domain/assess/compliance/events.ts';
import { exceptionEvents } from '../../server/src/domain/assess/controls/exceptions/events.ts';
import { driftEvents } from '../../server/src/domain/assess/drift/events.ts';
import { approvalEvents } from '../../server/src/domain/govern/approvals/events.ts';
import { jobEvents } from '../../server/src/domain/govern/jobs/events.ts';
import { notificationEvents } from '../../server/src/domain/inform/notifications/events.ts';
import { reportEvents } from '../../server/src/domain/inform/reports/events.ts';
import { webhookEvents } from '../../server/src/domain/inform/webhooks/events.ts';
import { providerEvents } from '../../server/src/domain/observe/providers/events.ts';
import { alertEvents } from '../../server/src/domain/respond/alerts/events.ts';
import { recommendationEvents } from '../../server/src/domain/respond/recommendations/events.ts';
import { remediationEvents } from '../../server/src/domain/respond/remediation/events.ts';
import type { EventWords } from '../../server/src/platform/events/contract.ts';
import type { GeneratedFile } from './collectors.ts';
import { code, referencePage, table } from './page.ts';

export const allEvents: Readonly<Record<string, EventWords>> = {
  ...providerEvents,
  ...driftEvents,
  ...complianceEvents,
  ...exceptionEvents,
  ...jobEvents,
  ...approvalEvents,
  ...notificationEvents,
  ...reportEvents,
  ...webhookEvents,
  ...alertEvents,
  ...recommendationEvents,
  ...remediationEvents,
};

/** What modules announce: the facts that streams and subscribers hear of. */
export async function generate(): Promise<GeneratedFile[]> {
  const rows = Object.entries(allEvents).map(([type, { sentence, payload }]) => [
    code(type),
    sentence,
    payload.map(code).join(', '),
  ]);
  return [
    referencePage('events', 'what the modules announce', [
      '# Events',
      '',
      'A fact that others hear of. An event is written in the transaction of its fact, so there is no fact without its',
      'event and no event without its fact. It belongs to one organisation. Events of the last seven days are kept for',
      'streams that come back; how to listen is told in the guide [api.md](../guides/api.md#live-streams).',
      '',
      ...table(['Event', 'When', 'Payload'], rows),
    ]),
  ];
}
