import { randomBytes } from 'node:crypto';
import { AppError, notFound } from '../../../core/errors.ts';
import type { Scope } from '../../../core/scope.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Database, Tx } from '../../../platform/db/database.ts';
import type { Announce } from '../../../platform/events/contract.ts';
import { isPublicAddress } from '../../../platform/outbound-http/address-guard.ts';
import type { OutboundHttp } from '../../../platform/outbound-http/outbound-http.ts';
import type { SecretBox } from '../../../platform/secrets/contract.ts';
import { recordAudit } from '../../govern/audit-log/index.ts';
import {
  enqueueDeliveries,
  getDelivery,
  removeDeliveries,
  requeueDelivery,
  suppressDeliveries,
} from '../deliveries/index.ts';
import { pingData } from './payloads.ts';
import { secretPlace } from './secrets.ts';
import { keyOfSecret, newSecret, secretRule } from './signature.ts';
import * as store from './store.ts';

export type WebhooksDeps = {
  db: Database;
  clock: Clock;
  announce: Announce;
  secrets: SecretBox;
  outbound: OutboundHttp;
  /** False: only https, and only addresses of the public internet. */
  allowPrivateAddresses: boolean;
};

const mostWebhooks = 50;
const destination = (id: string) => ({ kind: 'webhook' as const, destinationId: id });

export async function requireWebhook(tx: Tx, id: string): Promise<store.WebhookRow> {
  const row = await store.getWebhook(tx, id);
  if (row === undefined) throw notFound('webhook');
  return row;
}

/** The secret is in the answer, and never again. A ping is queued when it is enabled. */
export async function createWebhook(
  deps: WebhooksDeps,
  scope: Scope,
  wanted: { name: string; url: string; events: string[]; enabled: boolean; secret: string | undefined },
): Promise<{ id: string; secret: string }> {
  const url = checkedUrl(deps, wanted.url);
  const secret = chosenSecret(wanted.secret);
  const id = `wh_${randomBytes(10).toString('hex')}`;
  const at = deps.clock.now();
  await deps.db.within(scope, async (tx) => {
    if ((await store.countWebhooks(tx)) >= mostWebhooks) {
      throw new AppError('conflict', `There are ${mostWebhooks} webhooks already: delete one first`);
    }
    const events = [...new Set(wanted.events)];
    const sealed = deps.secrets.seal(secret, secretPlace(id));
    await store.insertWebhook(tx, {
      id,
      name: wanted.name,
      url,
      events,
      enabled: wanted.enabled,
      secret: sealed,
      at,
    });
    if (wanted.enabled) await queuePing(deps, tx, id);
    await recordAudit(tx, {
      action: 'webhook.created',
      target: { type: 'webhook', id },
      detail: { name: wanted.name, host: new URL(url).host, events, enabled: wanted.enabled },
    });
  });
  return { id, secret };
}

export async function changeWebhook(
  deps: WebhooksDeps,
  scope: Scope,
  id: string,
  change: { name?: string; url?: string; events?: string[]; enabled?: boolean },
): Promise<void> {
  const { enabled, ...rest } = change;
  const wanted = {
    ...rest,
    ...(rest.url === undefined ? {} : { url: checkedUrl(deps, rest.url) }),
    ...(rest.events === undefined ? {} : { events: [...new Set(rest.events)] }),
  };
  await deps.db.within(scope, async (tx) => {
    const row = await lockWebhook(tx, id);
    if (Object.keys(wanted).length > 0) {
      await store.updateWebhook(tx, id, { ...wanted, updated_at: deps.clock.now() });
      await recordAudit(tx, {
        action: 'webhook.updated',
        target: { type: 'webhook', id },
        detail: {
          before: { name: row.name, host: new URL(row.url).host, events: row.events },
          after: {
            name: wanted.name ?? row.name,
            host: new URL(wanted.url ?? row.url).host,
            events: wanted.events ?? row.events,
          },
          address_changed: wanted.url !== undefined && wanted.url !== row.url,
        },
      });
    }
    if (enabled !== undefined) await switchTo(deps, tx, { ...row, ...wanted }, enabled);
  });
}

/** Enabling takes a pause away too. Disabling lets nothing go that waits. */
export async function setEnabled(
  deps: WebhooksDeps,
  scope: Scope,
  id: string,
  enabled: boolean,
): Promise<void> {
  await deps.db.within(scope, async (tx) => switchTo(deps, tx, await lockWebhook(tx, id), enabled));
}

async function switchTo(deps: WebhooksDeps, tx: Tx, row: store.WebhookRow, enabled: boolean): Promise<void> {
  const { id, name } = row;
  if (enabled ? row.status === 'active' : row.status === 'disabled') return;
  await store.updateWebhook(tx, id, {
    status: enabled ? 'active' : 'disabled',
    paused_reason: null,
    paused_at: null,
    failures_in_a_row: 0,
    failing_since: null,
    updated_at: deps.clock.now(),
  });
  const target = { type: 'webhook', id };
  if (enabled) {
    await deps.announce(tx, { type: 'webhook.enabled', payload: { webhook_id: id, name } });
    await recordAudit(tx, { action: 'webhook.enabled', target, detail: { name, was: row.status } });
    return;
  }
  const suppressed = await suppressDeliveries(tx, {
    ...destination(id),
    reason: 'the webhook is disabled',
    now: deps.clock.now(),
  });
  await deps.announce(tx, { type: 'webhook.disabled', payload: { webhook_id: id, name, suppressed } });
  await recordAudit(tx, {
    action: 'webhook.disabled',
    target,
    detail: { name, was: row.status, suppressed },
  });
}

/** Its deliveries go with it; the audit log keeps that it was. */
export async function deleteWebhook(deps: WebhooksDeps, scope: Scope, id: string): Promise<void> {
  await deps.db.within(scope, async (tx) => {
    const { name, url } = await lockWebhook(tx, id);
    await removeDeliveries(tx, destination(id));
    await store.deleteWebhook(tx, id);
    await deps.announce(tx, { type: 'webhook.deleted', payload: { webhook_id: id, name } });
    await recordAudit(tx, {
      action: 'webhook.deleted',
      target: { type: 'webhook', id },
      detail: { name, host: new URL(url).host },
    });
  });
}

/** Queues a ping. Answers with the id of its delivery. */
export async function testWebhook(deps: WebhooksDeps, scope: Scope, id: string): Promise<string> {
  return await deps.db.within(scope, async (tx) => {
    requireActive(await requireWebhook(tx, id));
    const deliveryId = await queuePing(deps, tx, id);
    await recordAudit(tx, {
      action: 'webhook.tested',
      target: { type: 'webhook', id },
      detail: { delivery_id: deliveryId },
    });
    return deliveryId;
  });
}

/** The former secret signs beside the new one for `overlapHours`; 0 ends it now. */
export async function rotateSecret(
  deps: WebhooksDeps,
  scope: Scope,
  id: string,
  wanted: { overlapHours: number; secret: string | undefined },
): Promise<{ secret: string; formerUntil: Date | null }> {
  const secret = chosenSecret(wanted.secret);
  const at = deps.clock.now();
  const formerUntil =
    wanted.overlapHours === 0 ? null : new Date(at.getTime() + wanted.overlapHours * 3_600_000);
  await deps.db.within(scope, async (tx) => {
    const row = await lockWebhook(tx, id);
    const sealed = deps.secrets.seal(secret, secretPlace(id));
    await store.updateWebhook(tx, id, {
      secret: sealed.ciphertext,
      secret_key_id: sealed.keyId,
      secret_set_at: at,
      former_secret: formerUntil === null ? null : row.secret,
      former_secret_key_id: formerUntil === null ? null : row.secret_key_id,
      former_secret_until: formerUntil,
      updated_at: at,
    });
    await recordAudit(tx, {
      action: 'webhook.secret_rotated',
      target: { type: 'webhook', id },
      detail: { name: row.name, former_valid_until: formerUntil?.toISOString() ?? null },
    });
  });
  return { secret, formerUntil };
}

/** The same message with the same id now, whatever came of it before. */
export async function redeliver(
  deps: WebhooksDeps,
  scope: Scope,
  id: string,
  deliveryId: string,
): Promise<void> {
  await deps.db.within(scope, async (tx) => {
    const row = await requireWebhook(tx, id);
    const delivery = await getDelivery(tx, destination(id), deliveryId);
    if (delivery === undefined) throw notFound('delivery');
    requireActive(row);
    if (!(await requeueDelivery(tx, destination(id), deliveryId, deps.clock.now()))) {
      throw new AppError('conflict', 'The delivery is being sent at this moment');
    }
    await recordAudit(tx, {
      action: 'webhook.redelivered',
      target: { type: 'webhook', id },
      detail: { delivery_id: deliveryId, event: delivery.event_type, was: delivery.status },
    });
  });
}

async function lockWebhook(tx: Tx, id: string): Promise<store.WebhookRow> {
  const [row] = await store.lockWebhooks(tx, [id]);
  if (row === undefined) throw notFound('webhook');
  return row;
}

function requireActive(row: store.WebhookRow): void {
  if (row.status === 'active') return;
  throw new AppError('conflict', `The webhook is ${row.status}, so nothing is sent to it: enable it first`);
}

async function queuePing(deps: WebhooksDeps, tx: Tx, id: string): Promise<string> {
  const at = deps.clock.now().toISOString();
  const [deliveryId] = await enqueueDeliveries(deps, tx, [
    {
      ...destination(id),
      eventType: 'ping',
      dedupeKey: `ping:${randomBytes(9).toString('hex')}`,
      body: { timestamp: at, data: pingData(id) },
    },
  ]);
  return deliveryId as string;
}

function chosenSecret(wanted: string | undefined): string {
  if (wanted === undefined) return newSecret();
  if (keyOfSecret(wanted) !== undefined) return wanted;
  throw new AppError('invalid_input', `The secret ${secretRule}`, {
    details: [{ path: 'secret', message: secretRule }],
  });
}

/** What can be said of an address without calling it; names are resolved and checked at each attempt. */
function checkedUrl(deps: Pick<WebhooksDeps, 'allowPrivateAddresses'>, text: string): string {
  const wrong = (message: string) =>
    new AppError('invalid_input', `The address ${message}`, { details: [{ path: 'url', message }] });
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) throw wrong('must begin with https://');
  if (url.username !== '' || url.password !== '') throw wrong('must not contain a user name or a password');
  url.hash = '';
  if (deps.allowPrivateAddresses) return url.href;
  if (url.protocol !== 'https:') throw wrong('must begin with https://');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const literal = host.includes(':') || /^[\d.]+$/.test(host);
  if (host === 'localhost' || host.endsWith('.localhost') || (literal && !isPublicAddress(host))) {
    throw wrong(
      'must be one of the public internet, unless the operator sets INFRAUDIT_ALLOW_PRIVATE_ADDRESSES=true',
    );
  }
  return url.href;
}
