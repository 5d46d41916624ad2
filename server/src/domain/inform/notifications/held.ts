import { systemScope } from '../../../core/scope.ts';
import { type Severity, severities } from '../../../core/severity.ts';
import type { Tx } from '../../../platform/db/database.ts';
import type { Notice, NoticeItem } from '../../../plugin-kit/define-channel.ts';
import { getOrganization, organizationScope } from '../../govern/tenancy/index.ts';
import { enqueueDeliveries } from '../deliveries/index.ts';
import type { NotificationsDeps } from './deps.ts';
import * as held from './held-store.ts';
import { forgetOld } from './history-store.ts';
import * as store from './notification-store.ts';
import { deliveryOf } from './notify.ts';

const groupsAtOnce = 200;
const heldAtOnce = 2000;
/** Lines that a summary carries; channels show fewer. */
const itemsKept = 500;
const keptDays = 90;
const forgottenAtOnce = 2000;

/** Sends what is due: what waited for the end of quiet hours one by one, the rest as summaries. */
export async function releaseHeld(deps: NotificationsDeps): Promise<number> {
  const now = deps.clock.now();
  const groups = await deps.db.asSystem(
    systemScope('messages of all organisations that are due are sent'),
    (tx) => held.listDue(tx, now, groupsAtOnce),
  );
  let released = 0;
  for (const group of groups) {
    const scope = organizationScope(group.organizationId, 'notifications');
    for (let taken = heldAtOnce; taken === heldAtOnce; ) {
      taken = await deps.db.within(scope, (tx) => releaseGroup(deps, tx, group, now));
      released += taken;
    }
  }
  return released;
}

async function releaseGroup(
  deps: NotificationsDeps,
  tx: Tx,
  group: held.DueGroup,
  now: Date,
): Promise<number> {
  const rows = await held.takeHeld(tx, group, now, heldAtOnce);
  const [first] = rows;
  if (first === undefined) return 0;
  const to = { channelId: group.channelId, userId: group.userId };
  const perMinute = deps.kinds.find((each) => each.kind === first.channel_kind)?.perMinute ?? null;
  const single = group.hold === 'quiet' && (perMinute === null || rows.length <= perMinute);
  const ids = rows.map(({ id }) => id);
  if (single || rows.length === 1) {
    await held.release(tx, ids, 'single');
    await enqueueDeliveries(
      deps,
      tx,
      rows.map((row) => deliveryOf({ ...to, eventType: row.event_type }, row.id)),
    );
    return rows.length;
  }
  const notice = await summaryOf(deps, tx, rows, group.hold, now);
  const [summaryId] = await store.insertNotifications(tx, [
    {
      ...to,
      eventId: null,
      eventType: notice.event,
      subject: null,
      state: 'message',
      destination: first.destination,
      channelKind: first.channel_kind,
      rule: null,
      status: 'pending',
      reason: null,
      hold: null,
      dueAt: null,
      alertType: null,
      notice,
      at: now,
    },
  ]);
  if (summaryId === undefined) throw new Error('a summary was not stored');
  await held.release(tx, ids, { summaryId });
  await enqueueDeliveries(deps, tx, [deliveryOf({ ...to, eventType: notice.event }, summaryId)]);
  return rows.length;
}

async function summaryOf(
  deps: NotificationsDeps,
  tx: Tx,
  rows: readonly held.HeldNotification[],
  hold: store.Hold,
  now: Date,
): Promise<Notice> {
  const subjects = [...new Set(rows.flatMap(({ subject }) => (subject === null ? [] : [subject])))];
  const over = await held.resolvedSubjects(tx, subjects);
  const items = itemsOf(rows, over);
  const { name } = await getOrganization(tx);
  return {
    subject: null,
    state: 'message',
    event: 'notification.summary',
    kind: 'Summary',
    severity: worstOf(items),
    title: `${titles[hold]}: ${countsOf(items)}`,
    description: items.length === 0 ? 'Nothing is open.' : '',
    resource: null,
    account: null,
    since: null,
    at: now.toISOString(),
    link: `${deps.publicUrl()}/alerts`,
    next: items.some(({ resolved }) => !resolved) ? 'Begin with the first of the list.' : null,
    organization: name,
    data: { notifications: rows.length },
    items: items.slice(0, itemsKept),
    more: Math.max(0, items.length - itemsKept),
  };
}

const titles: Record<store.Hold, string> = {
  digest: 'Daily summary',
  burst: 'Many at once',
  quiet: 'During quiet hours',
};

const urgency = (severity: Severity | null): number => (severity === null ? 4 : severities.indexOf(severity));

/** One line per thing: its newest news. Open before resolved, most urgent first. Pure. */
function itemsOf(
  rows: readonly Pick<held.HeldNotification, 'id' | 'subject' | 'state' | 'notice'>[],
  over: ReadonlySet<string>,
): NoticeItem[] {
  const newest = new Map<string, (typeof rows)[number]>();
  for (const row of rows) newest.set(row.subject ?? `notification:${row.id}`, row);
  return [...newest.values()]
    .map((row) => {
      const notice = row.notice;
      return {
        title: notice.title.slice(0, 300),
        kind: notice.kind,
        severity: notice.severity,
        resolved: row.state === 'resolved' || (row.subject !== null && over.has(row.subject)),
        at: notice.at,
        link: notice.link,
      };
    })
    .sort(
      (a, b) =>
        Number(a.resolved) - Number(b.resolved) ||
        urgency(a.severity) - urgency(b.severity) ||
        b.at.localeCompare(a.at),
    );
}

function worstOf(items: readonly NoticeItem[]): Severity | null {
  return items.find(({ resolved, severity }) => !resolved && severity !== null)?.severity ?? null;
}

/** `2 critical, 5 high, 1 resolved`. */
function countsOf(items: readonly NoticeItem[]): string {
  const open = items.filter(({ resolved }) => !resolved);
  const parts = [
    ...severities.map((severity) => ({
      count: open.filter((item) => item.severity === severity).length,
      word: severity,
    })),
    { count: open.filter(({ severity }) => severity === null).length, word: 'other' },
    { count: items.length - open.length, word: 'resolved' },
  ];
  return parts.flatMap(({ count, word }) => (count === 0 ? [] : [`${count} ${word}`])).join(', ');
}

/** What is older than 90 days is forgotten. */
export async function forgetOldNotifications(deps: NotificationsDeps): Promise<number> {
  const before = new Date(deps.clock.now().getTime() - keptDays * 86_400_000);
  return await deps.db.asSystem(systemScope('old notifications of all organisations are forgotten'), (tx) =>
    forgetOld(tx, before, forgottenAtOnce),
  );
}
