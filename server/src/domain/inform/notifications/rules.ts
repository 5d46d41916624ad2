import { AppError, notFound } from '../../../core/errors.ts';
import type { Scope } from '../../../core/scope.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { recordAudit } from '../../govern/audit-log/index.ts';
import { requireTimeZone } from '../../govern/tenancy/index.ts';
import { listProviders } from '../../observe/providers/index.ts';
import * as channelStore from './channel-store.ts';
import { createChannelIn, findChannel } from './channels.ts';
import type { NotificationsDeps } from './deps.ts';
import type { Rule, RuleMatch } from './route.ts';
import * as store from './rule-store.ts';
import type { RuleGiven } from './schemas.ts';
import type { Digest, QuietHours } from './times.ts';

const mostRules = 200;

/** A stored rule as routing needs it. */
export function ruleOf(row: store.RuleRow): Rule {
  return {
    id: row.id,
    name: row.name,
    channelId: row.channel_id,
    enabled: row.enabled,
    match: row.match,
    quietHours: row.quiet_hours,
    digest: row.digest,
  };
}

const list = <T>(given: T | T[] | undefined): T[] | undefined =>
  given === undefined ? undefined : Array.isArray(given) ? given : [given];

type Conditions = Pick<Rule, 'match' | 'quietHours' | 'digest'>;
export const noConditions: Conditions = {
  match: { events: [], alertTypes: [], severity: null, providerId: null, tags: {}, control: null },
  quietHours: null,
  digest: null,
};

/** The conditions of a request over those that were there. Checks what a schema cannot: zones. */
export function conditionsOf(given: Partial<RuleGiven>, before: Conditions, digestTime: string): Conditions {
  const { match } = before;
  return {
    match: {
      events: list(given.event ?? given.events) ?? match.events,
      alertTypes: list(given.alert_type ?? given.alertType) ?? match.alertTypes,
      severity: given.severity === undefined ? match.severity : given.severity,
      providerId: first(given.provider_id, given.providerId, match.providerId),
      tags: given.tags ?? match.tags,
      control: given.control === undefined ? match.control : given.control,
    },
    quietHours: quietHoursOf(first(given.quiet_hours, given.quietHours, undefined), before.quietHours),
    digest: digestOf(given.digest, before.digest, digestTime),
  };
}

function first<T, U>(a: T | undefined, b: T | undefined, otherwise: U): T | U {
  if (a !== undefined) return a;
  return b !== undefined ? b : otherwise;
}

type GivenQuietHours = RuleGiven['quiet_hours'];

export function quietHoursOf(given: GivenQuietHours, before: QuietHours | null): QuietHours | null {
  if (given === undefined) return before;
  if (given === null) return null;
  requireTimeZone(given.time_zone, 'quiet_hours.time_zone');
  return {
    from: given.from,
    to: given.to,
    timeZone: given.time_zone,
    days: given.days,
    urgent: given.urgent,
  };
}

export function digestOf(
  given: RuleGiven['digest'],
  before: Digest | null,
  digestTime: string,
): Digest | null {
  if (given === undefined) return before;
  if (given === null || given === false || given === 'off') return null;
  if (given === true || given === 'daily') return { time: digestTime, timeZone: 'UTC' };
  requireTimeZone(given.time_zone, 'digest.time_zone');
  return { time: given.time ?? digestTime, timeZone: given.time_zone };
}

export async function createRule(deps: NotificationsDeps, scope: Scope, given: RuleGiven): Promise<number> {
  return await deps.db.within(scope, async (tx) => {
    const rules = await store.listRules(tx);
    if (rules.length >= mostRules)
      throw new AppError('unprocessable', `There are ${mostRules} rules already, which is the most`);
    const channel = await channelOf(deps, tx, given);
    if (channel === undefined)
      throw new AppError('invalid_input', 'The rule names no channel', {
        details: [{ path: 'channel_id', message: 'must be the id of a channel; or name one in channel' }],
      });
    const conditions = conditionsOf(given, noConditions, deps.environment.digestTime);
    await check(deps, tx, conditions, channel);
    const name = given.name ?? defaultName(conditions.match, channel.name);
    const id = await store.insertRule(
      tx,
      valuesOf(deps, name, given.enabled ?? true, channel.id, conditions),
    );
    await recordAudit(tx, {
      action: 'notification_rule.created',
      target: { type: 'notification_rule', id },
      detail: { name, channel: channel.name, match: conditions.match },
    });
    return id;
  });
}

export async function updateRule(
  deps: NotificationsDeps,
  scope: Scope,
  id: number,
  given: RuleGiven,
): Promise<void> {
  await deps.db.within(scope, async (tx) => {
    const row = await store.getRule(tx, id);
    if (row === undefined) throw notFound('rule');
    const before = ruleOf(row);
    const channel = (await channelOf(deps, tx, given)) ?? (await findChannel(tx, before.channelId));
    const conditions = conditionsOf(given, before, deps.environment.digestTime);
    await check(deps, tx, conditions, channel);
    const name = given.name ?? before.name;
    const enabled = given.enabled ?? before.enabled;
    await store.updateRule(tx, id, valuesOf(deps, name, enabled, channel.id, conditions));
    await recordAudit(tx, {
      action: 'notification_rule.updated',
      target: { type: 'notification_rule', id },
      detail: { name, enabled, channel: channel.name, match: conditions.match },
    });
  });
}

export async function deleteRule(deps: NotificationsDeps, scope: Scope, id: number): Promise<void> {
  await deps.db.within(scope, async (tx) => {
    const row = await store.getRule(tx, id);
    if (row === undefined) throw notFound('rule');
    await store.deleteRule(tx, id);
    await recordAudit(tx, {
      action: 'notification_rule.deleted',
      target: { type: 'notification_rule', id },
      detail: { name: row.name },
    });
  });
}

function valuesOf(
  deps: NotificationsDeps,
  name: string,
  enabled: boolean,
  channelId: number,
  { match, quietHours, digest }: Conditions,
): store.RuleValues {
  return {
    name,
    enabled,
    channelId,
    match,
    quietHours,
    digest,
    at: deps.clock.now(),
  };
}

function defaultName({ severity, events, alertTypes }: RuleMatch, channel: string): string {
  const what = [...alertTypes, ...events].join(', ') || 'everything';
  return `${severity === null ? '' : `${severity} `}${what} → ${channel}`.slice(0, 100);
}

/** Checks what another table knows: the account, and what the kind of channel can carry. */
async function check(
  deps: NotificationsDeps,
  tx: Tx,
  { match, digest }: Conditions,
  channel: channelStore.ChannelRow,
): Promise<void> {
  await requireProvider(tx, match.providerId);
  const kind = deps.kinds.find((each) => each.kind === channel.kind);
  if (digest !== null && kind?.states.includes('message') === false) {
    throw new AppError('unprocessable', `${kind.title} takes single alerts only, no summary`, {
      details: [{ path: 'digest', message: 'must be off for this channel' }],
    });
  }
}

export async function requireProvider(tx: Tx, providerId: number | null): Promise<void> {
  if (providerId === null) return;
  if ((await listProviders(tx)).some(({ id }) => id === providerId)) return;
  throw new AppError('unprocessable', 'There is no such account', {
    details: [{ path: 'provider_id', message: 'must be the id of a connected account' }],
  });
}

/** The channel that a request names; made from an address where a kind and an address are given. */
async function channelOf(
  deps: NotificationsDeps,
  tx: Tx,
  given: RuleGiven,
): Promise<channelStore.ChannelRow | undefined> {
  const id = given.channel_id ?? given.channelId;
  if (id !== undefined) {
    const row = await channelStore.getChannel(tx, id);
    if (row !== undefined) return row;
    throw new AppError('unprocessable', 'There is no such channel', {
      details: [{ path: 'channel_id', message: 'must be the id of a channel' }],
    });
  }
  const url = given.webhook_url ?? given.webhookUrl;
  const recipients = list(given.email);
  if (url === undefined && recipients === undefined)
    return given.channel === undefined ? undefined : await findChannel(tx, given.channel);
  const kind = given.channel ?? (recipients === undefined ? 'webhook' : 'email');
  const parts =
    recipients === undefined
      ? { settings: {}, secrets: { webhook_url: url ?? '' } }
      : { settings: { recipients }, secrets: {} };
  const name = await freeName(tx, recipients?.[0] ?? `${kind} ${hostIn(url)}`);
  const made = await createChannelIn(deps, tx, { name, kind, enabled: true, is_default: false, ...parts });
  return await findChannel(tx, made);
}

const hostIn = (url: string | undefined): string =>
  url !== undefined && URL.canParse(url) ? new URL(url).host : '';

async function freeName(tx: Tx, wanted: string): Promise<string> {
  const base = wanted.slice(0, 90).trim();
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? base : `${base} ${number}`;
    if ((await channelStore.channelNamed(tx, name)) === undefined) return name;
  }
}
