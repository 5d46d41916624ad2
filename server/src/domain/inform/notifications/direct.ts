import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import { AppError } from '../../../core/errors.ts';
import type { JsonObject } from '../../../core/json.ts';
import type { Scope } from '../../../core/scope.ts';
import type { AnyChannel, Notice } from '../../../plugin-kit/define-channel.ts';
import { recordAudit } from '../../govern/audit-log/index.ts';
import { getOrganization } from '../../govern/tenancy/index.ts';
import type { ChannelRow } from './channel-store.ts';
import { type ChannelParts, kindNamed, parsedSettings, partsOf } from './channel-values.ts';
import { findChannel } from './channels.ts';
import type { NotificationsDeps } from './deps.ts';
import * as store from './notification-store.ts';
import type { messageGivenSchema, sentSchema, testGivenSchema } from './schemas.ts';
import { sendNotice } from './send.ts';

/** Messages that a person sends and waits for: tests, and words of their own. */

type Answer = z.input<typeof sentSchema>;
type Wanted = { row: ChannelRow | null; kind: AnyChannel; parts: ChannelParts; organization: string };

/** Sends a test: to a stored channel, or to an address that is not stored yet. */
export async function sendTest(
  deps: NotificationsDeps,
  scope: Scope,
  given: z.output<typeof testGivenSchema>,
  signal: AbortSignal,
): Promise<Answer> {
  const wanted = await deps.db.within(scope, async (tx): Promise<Wanted> => {
    const { name: organization } = await getOrganization(tx);
    const url = given.webhook_url ?? given.webhookUrl;
    if (url === undefined && given.to === undefined)
      return { organization, ...(await stored(deps, await findChannel(tx, given.channel), tx)) };
    const kind = kindNamed(deps, given.to === undefined ? String(given.channel) : 'email');
    const recipients = given.to === undefined ? undefined : [given.to].flat();
    const parts = parsedSettings(
      kind,
      recipients === undefined ? {} : { recipients },
      url === undefined ? {} : { webhook_url: url },
      deps,
    );
    return { organization, row: null, kind, parts };
  });
  return await sendNow(deps, scope, wanted, testNotice(deps, wanted, scope), signal);
}

export async function sendMessage(
  deps: NotificationsDeps,
  scope: Scope,
  given: z.output<typeof messageGivenSchema>,
  signal: AbortSignal,
): Promise<Answer> {
  const wanted = await deps.db.within(scope, async (tx): Promise<Wanted> => {
    const { name: organization } = await getOrganization(tx);
    return { organization, ...(await stored(deps, await findChannel(tx, given.channel), tx)) };
  });
  if (!wanted.kind.states.includes('message')) {
    throw new AppError('unprocessable', `${wanted.kind.title} takes alerts only, no messages`, {
      details: [{ path: 'channel', message: 'must be a channel that takes messages' }],
    });
  }
  const notice = noticeOf(deps, wanted, {
    event: 'notification.message',
    kind: 'Message',
    title: given.title ?? `Message from ${scope.actor.label}`,
    description: given.message,
  });
  return await sendNow(deps, scope, wanted, notice, signal);
}

async function stored(
  deps: NotificationsDeps,
  row: ChannelRow,
  tx: Parameters<typeof findChannel>[0],
): Promise<Omit<Wanted, 'organization'>> {
  const parts = await partsOf(deps, tx, row);
  if (parts !== undefined) return { row, ...parts };
  throw new AppError(
    'unprocessable',
    `The channel ${row.name} is no longer configured: its variables are not set`,
  );
}

type Text = Pick<Notice, 'event' | 'kind' | 'title' | 'description'>;

function noticeOf(deps: NotificationsDeps, { organization }: Wanted, text: Text): Notice {
  const at = deps.clock.now().toISOString();
  return {
    ...text,
    subject: null,
    state: 'message',
    severity: null,
    resource: null,
    account: null,
    since: null,
    at,
    link: `${deps.publicUrl()}/`,
    next: null,
    organization,
    data: {},
    items: [],
    more: 0,
  };
}

function testNotice(deps: NotificationsDeps, wanted: Wanted, scope: Scope): Notice {
  const notice = noticeOf(deps, wanted, {
    event: 'notification.test',
    kind: 'Test',
    title: 'This channel works',
    description: `${scope.actor.label} sent this to try the channel. Nothing has to be done.`,
  });
  if (wanted.kind.states.includes('message')) return notice;
  return { ...notice, state: 'open', severity: 'low', subject: `test:${notice.at}` };
}

async function sendNow(
  deps: NotificationsDeps,
  scope: Scope,
  wanted: Wanted,
  notice: Notice,
  signal: AbortSignal,
): Promise<Answer> {
  const { kind, parts, row } = wanted;
  const call = { kind, parts, thread: null, deliveryId: `test_${randomBytes(9).toString('hex')}`, signal };
  const startedAt = performance.now();
  const result = await sendNotice(deps, { ...call, notice });
  const durationMs = Math.round(performance.now() - startedAt);
  // An incident that was opened for a test is closed again.
  if (notice.state === 'open' && result.outcome === 'sent')
    await sendNotice(deps, { ...call, notice: { ...notice, state: 'resolved' } });
  const sent = result.outcome === 'sent';
  const reason = 'reason' in result ? result.reason : (result.note ?? null);
  const at = deps.clock.now();
  await deps.db.within(scope, async (tx) => {
    const still = row === null ? undefined : await findChannel(tx, row.id).catch(() => undefined);
    const [id] = await store.insertNotifications(tx, [
      {
        eventId: null,
        eventType: notice.event,
        subject: null,
        state: 'message',
        channelId: still?.id ?? null,
        userId: null,
        destination: row?.name ?? parts.address,
        channelKind: kind.kind,
        rule: null,
        status: sent ? 'sent' : 'failed',
        reason,
        hold: null,
        dueAt: null,
        alertType: null,
        notice,
        at,
      },
    ]);
    await recordAudit(tx, {
      action: notice.event === 'notification.test' ? 'notification_channel.tested' : 'notification.sent',
      target: { type: 'notification', id: id ?? 0 },
      outcome: sent ? 'succeeded' : 'failed',
      detail: { channel: row?.name ?? null, kind: kind.kind, address: parts.address, reason } as JsonObject,
    });
  });
  return {
    status: sent ? 'sent' : 'failed',
    channel: row?.name ?? kind.kind,
    address: parts.address,
    reason,
    may_pass: result.outcome === 'retry',
    duration_ms: durationMs,
  };
}
