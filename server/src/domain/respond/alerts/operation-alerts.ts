import type { JsonObject } from '../../../core/json.ts';
import type { Severity } from '../../../core/severity.ts';
import type { Tx } from '../../../platform/db/database.ts';
import type { StoredEvent } from '../../../platform/events/contract.ts';
import type { Subscriber } from '../../../platform/events/dispatcher.ts';
import { readEvents } from '../../../platform/events/outbox.ts';
import { organizationScope } from '../../govern/tenancy/index.ts';
import { readResource } from './cause-store.ts';
import { settleProvider } from './provider-alerts.ts';
import { type AlertsDeps, type Raise, raiseAlert, settleAlert } from './service.ts';

/** Permanent: part of the name of its queue. */
export const operationAlertsSubscriber = 'operation-alerts';

/** Something whose trouble one event tells of, and others that it is over. */
type Trouble = {
  raisedBy: string;
  settledBy: Record<string, string>;
  /** The name in the payload of the id of what is in trouble. */
  key: string;
  source: string;
  type: Raise['type'];
  severity(payload: JsonObject): Severity;
  title(name: string, payload: JsonObject): string;
  description(payload: JsonObject): string;
};

const said = (value: unknown, otherwise: string): string =>
  typeof value === 'string' && value !== '' ? value : otherwise;

const troubles: readonly Trouble[] = [
  {
    raisedBy: 'webhook.paused',
    settledBy: {
      'webhook.enabled': 'the webhook was enabled again',
      'webhook.disabled': 'the webhook was disabled',
      'webhook.deleted': 'the webhook was deleted',
    },
    key: 'webhook_id',
    source: 'webhook',
    type: 'performance',
    severity: () => 'high',
    title: (name) => `Webhook ${name} is paused`,
    description: ({ reason }) =>
      `${said(reason, 'Its deliveries failed for too long.')} Nothing is sent to it until somebody enables it.`,
  },
  {
    raisedBy: 'notification.channel_failing',
    settledBy: {
      'notification.channel_recovered': 'a message got through again',
      'notification.channel_deleted': 'the channel was deleted',
    },
    key: 'channel_id',
    source: 'channel',
    type: 'performance',
    severity: () => 'high',
    title: (name) => `Channel ${name} does not deliver`,
    description: ({ reason }) =>
      `${said(reason, 'Messages could not be delivered.')} People may not hear of what happens.`,
  },
  {
    raisedBy: 'remediation.failed',
    settledBy: {
      'remediation.completed': 'it was made after all, and its finding is gone',
      'remediation.rolled_back': 'the change was taken back',
    },
    key: 'remediation_id',
    source: 'remediation',
    type: 'security',
    severity: ({ may_have_written }) => (may_have_written === true ? 'critical' : 'high'),
    title: (name, { rollback }) => `${rollback === true ? 'Rollback' : 'Remediation'} failed: ${name}`,
    description: ({ may_have_written, error }) =>
      `${may_have_written === true ? 'It may have changed the connected system before it failed. ' : ''}${said(error, 'It ended without a message.')}`,
  },
];

const settling = new Map(
  troubles.flatMap((trouble) =>
    Object.entries(trouble.settledBy).map(([type, note]) => [type, { trouble, note }] as const),
  ),
);
const providerEvents = ['provider.synced', 'provider.disconnected'];
const laterEventsRead = 1000;

/** One alert per connection, webhook, channel or remediation that is in trouble; resolved when it is over. */
export function operationAlerts(deps: AlertsDeps): Subscriber {
  return {
    name: operationAlertsSubscriber,
    types: [...providerEvents, ...troubles.map(({ raisedBy }) => raisedBy), ...settling.keys()],
    async handle(event) {
      const scope = organizationScope(event.organizationId, 'alerts of operation');
      await deps.db.within(scope, async (tx) => {
        if (providerEvents.includes(event.type)) return await settleProvider(deps, tx, event);
        const trouble = troubles.find(({ raisedBy }) => raisedBy === event.type);
        if (trouble !== undefined) return await raise(deps, tx, trouble, event);
        const settled = settling.get(event.type);
        if (settled !== undefined) await settle(deps, tx, settled, event);
      });
    },
  };
}

const fingerprintOf = (trouble: Trouble, { payload }: StoredEvent): string =>
  `${trouble.source}_failed:${String(payload[trouble.key])}`;

async function raise(deps: AlertsDeps, tx: Tx, trouble: Trouble, event: StoredEvent): Promise<void> {
  const { payload } = event;
  const id = payload[trouble.key];
  const name = said(payload.title, said(payload.name, String(id)));
  const resource =
    typeof payload.resource_id === 'number' ? await readResource(tx, payload.resource_id) : undefined;
  const { execution_id } = payload;
  const { change } = await raiseAlert(deps, tx, {
    fingerprint: fingerprintOf(trouble, event),
    type: trouble.type,
    severity: trouble.severity(payload),
    title: trouble.title(name, payload),
    description: trouble.description(payload),
    source: {
      kind: trouble.source,
      id: typeof id === 'number' ? id : 0,
      key: typeof id === 'string' ? id : null,
      name,
    },
    ...(resource === undefined
      ? {}
      : {
          about: {
            resourceId: resource.id,
            resourceName: resource.name,
            resourceType: resource.type,
            providerId: resource.provider_id,
            attribute: null,
          },
        }),
    evidence: typeof execution_id === 'number' ? { kind: 'execution', id: execution_id } : null,
    condition: null,
    at: event.at,
    outboxEventId: event.id,
  });
  if (change === 'counted_before') return;
  // That it is over may have been delivered before this. Ids of events follow the order of their commits.
  const later = await readEvents(tx, {
    afterId: event.id,
    types: Object.keys(trouble.settledBy),
    limit: laterEventsRead,
  });
  const over = later.find((each) => each.payload[trouble.key] === id);
  const settled = over === undefined ? undefined : settling.get(over.type);
  if (over !== undefined && settled !== undefined) await settle(deps, tx, settled, over);
}

async function settle(
  deps: AlertsDeps,
  tx: Tx,
  { trouble, note }: { trouble: Trouble; note: string },
  event: StoredEvent,
): Promise<void> {
  await settleAlert(deps, tx, {
    fingerprint: fingerprintOf(trouble, event),
    at: event.at,
    note,
    evidence: null,
    outboxEventId: event.id,
    covers: () => true,
  });
}
