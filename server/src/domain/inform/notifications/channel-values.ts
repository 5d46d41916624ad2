import type { z } from 'zod';
import { AppError, type FieldProblem } from '../../../core/errors.ts';
import type { JsonObject } from '../../../core/json.ts';
import type { Tx } from '../../../platform/db/database.ts';
import type { AnyChannel } from '../../../plugin-kit/define-channel.ts';
import * as store from './channel-store.ts';
import type { NotificationsDeps } from './deps.ts';

/** Settings and secrets of a channel, parsed by its kind. */
export type ChannelParts = {
  settings: Record<string, unknown>;
  secrets: Record<string, string>;
  address: string;
};

const contextOf = (id: number): string => `notification_channel:${id}`;

export function kindNamed(deps: Pick<NotificationsDeps, 'kinds'>, name: string): AnyChannel {
  const kind = deps.kinds.find((each) => each.kind === name);
  if (kind !== undefined) return kind;
  const known = deps.kinds.map((each) => each.kind).join(', ');
  throw new AppError('invalid_input', `There is no kind of channel ${JSON.stringify(name)}`, {
    details: [{ path: 'kind', message: `must be one of ${known}` }],
  });
}

/** Throws `invalid_input` that names each wrong field, never its value. */
export function parsedSettings(
  kind: AnyChannel,
  settings: Record<string, unknown>,
  secrets: Record<string, unknown>,
  deps: Pick<NotificationsDeps, 'tools'>,
): ChannelParts {
  const given = kind.settings.safeParse(settings);
  const hidden = kind.secrets.safeParse(secrets);
  const details = [...problems('settings', given), ...problems('secrets', hidden)];
  if (!given.success || !hidden.success || details.length > 0) {
    throw new AppError('invalid_input', `These are no settings of a channel of kind ${kind.kind}`, {
      details,
    });
  }
  const values = hidden.data as Record<string, string>;
  const problem = kind.problemOf(given.data, values, { mailServer: deps.tools.mailServer !== null });
  if (problem !== null) {
    const part = problem.field in kind.secrets.shape ? 'secrets' : 'settings';
    throw new AppError('invalid_input', problem.message, {
      details: [{ path: `${part}.${problem.field}`, message: problem.message }],
    });
  }
  return { settings: given.data, secrets: values, address: kind.addressOf(given.data, values).slice(0, 300) };
}

function problems(part: string, parsed: z.ZodSafeParseResult<unknown>): FieldProblem[] {
  if (parsed.success) return [];
  return parsed.error.issues.map((issue) => ({
    path: [part, ...issue.path].join('.'),
    message: issue.message,
  }));
}

export async function sealSecrets(
  deps: Pick<NotificationsDeps, 'secrets'>,
  tx: Tx,
  id: number,
  secrets: Record<string, string>,
): Promise<void> {
  const set = Object.fromEntries(Object.entries(secrets).filter(([, value]) => value !== undefined));
  const fields = Object.keys(set).sort();
  const sealed = fields.length === 0 ? null : deps.secrets.seal(JSON.stringify(set), contextOf(id));
  await store.setSecret(tx, id, sealed, fields);
}

export async function openSecrets(
  deps: Pick<NotificationsDeps, 'secrets'>,
  tx: Tx,
  id: number,
): Promise<Record<string, string>> {
  const sealed = await store.getSecret(tx, id);
  if (sealed === null) return {};
  return JSON.parse(deps.secrets.open(sealed, contextOf(id))) as Record<string, string>;
}

/** What is needed to send: of a channel of the environment from its variables. Undefined when those are gone. */
export async function partsOf(
  deps: NotificationsDeps,
  tx: Tx,
  row: store.ChannelRow,
): Promise<{ kind: AnyChannel; parts: ChannelParts } | undefined> {
  const kind = deps.kinds.find((each) => each.kind === row.kind);
  if (kind === undefined) return undefined;
  if (row.origin !== 'environment') {
    const secrets = await openSecrets(deps, tx, row.id);
    return { kind, parts: parsedSettings(kind, row.settings, secrets, deps) };
  }
  const configured = deps.environment.channels.find((each) => each.name === row.name);
  if (configured === undefined) return undefined;
  return { kind, parts: parsedSettings(kind, configured.settings, configured.secrets, deps) };
}

/** Whether a channel can be sent to at all. */
export function isConfigured(deps: NotificationsDeps, row: store.ChannelRow): boolean {
  if (!deps.kinds.some((each) => each.kind === row.kind)) return false;
  return row.origin !== 'environment' || deps.environment.channels.some((each) => each.name === row.name);
}

/** Seals every secret of a channel with the current key. What no key opens is named and left. */
export async function resealSecrets(
  secrets: NotificationsDeps['secrets'],
  tx: Tx,
  id: number,
  sealed: { ciphertext: Buffer; keyId: string },
): Promise<void> {
  const plaintext = secrets.open(sealed, contextOf(id));
  const fields = Object.keys(JSON.parse(plaintext) as JsonObject).sort();
  await store.setSecret(tx, id, secrets.seal(plaintext, contextOf(id)), fields);
}
