import { AppError, notFound } from '../../../core/errors.ts';
import type { JsonObject } from '../../../core/json.ts';
import type { Scope } from '../../../core/scope.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { recordAudit } from '../../govern/audit-log/index.ts';
import * as store from './channel-store.ts';
import { kindNamed, openSecrets, parsedSettings, sealSecrets } from './channel-values.ts';
import type { NotificationsDeps } from './deps.ts';
import type { ChannelChange, NewChannel } from './schemas.ts';

const mostChannels = 100;

/** Creates a channel. The first one is the default, so that nothing is lost while there are no rules. */
export async function createChannel(
  deps: NotificationsDeps,
  scope: Scope,
  given: NewChannel,
): Promise<number> {
  return await deps.db.within(scope, (tx) => createChannelIn(deps, tx, given));
}

export async function createChannelIn(deps: NotificationsDeps, tx: Tx, given: NewChannel): Promise<number> {
  const kind = kindNamed(deps, given.kind);
  const parts = parsedSettings(kind, given.settings, given.secrets, deps);
  if ((await store.countChannels(tx)) >= mostChannels)
    throw new AppError('unprocessable', `There are ${mostChannels} channels already, which is the most`);
  await refuseTakenName(tx, given.name, null);
  const others = await store.listChannels(tx);
  const isDefault = given.is_default ?? !others.some((other) => other.is_default);
  const id = await store.insertChannel(tx, {
    name: given.name,
    kind: kind.kind,
    origin: 'person',
    settings: parts.settings as JsonObject,
    address: parts.address,
    enabled: given.enabled,
    is_default: isDefault,
    at: deps.clock.now(),
  });
  await sealSecrets(deps, tx, id, parts.secrets);
  await recordAudit(tx, {
    action: 'notification_channel.created',
    target: { type: 'notification_channel', id },
    detail: { name: given.name, kind: kind.kind, address: parts.address, is_default: isDefault },
  });
  return id;
}

async function refuseTakenName(tx: Tx, name: string, id: number | null): Promise<void> {
  const other = await store.channelNamed(tx, name);
  if (other === undefined || other.id === id) return;
  throw new AppError('conflict', `There is a channel named ${name} already`, {
    details: [{ path: 'name', message: 'is taken; choose another' }],
  });
}

/** Settings replace all settings; of secrets those that are named, null removes one. */
export async function updateChannel(
  deps: NotificationsDeps,
  scope: Scope,
  id: number,
  change: ChannelChange,
): Promise<void> {
  await deps.db.within(scope, async (tx) => {
    const row = await store.lockChannel(tx, id);
    if (row === undefined) throw notFound('channel');
    if (row.origin === 'environment' && (change.settings !== undefined || change.secrets !== undefined)) {
      throw new AppError(
        'unprocessable',
        'This channel is set by variables of the installation; change them there',
      );
    }
    if (row.origin === 'environment' && change.name !== undefined && change.name !== row.name)
      throw new AppError('unprocessable', 'A channel of the installation keeps its name');
    if (change.name !== undefined) await refuseTakenName(tx, change.name, id);
    const values = {
      ...(change.name === undefined ? {} : { name: change.name }),
      ...(change.enabled === undefined ? {} : { enabled: change.enabled }),
      ...(change.is_default === undefined ? {} : { is_default: change.is_default }),
    };
    const replaced = await replacedParts(deps, tx, row, change);
    await store.updateChannel(tx, id, { ...values, ...replaced, updated_at: deps.clock.now() });
    await recordAudit(tx, {
      action: 'notification_channel.updated',
      target: { type: 'notification_channel', id },
      detail: {
        ...values,
        name: change.name ?? row.name,
        address: replaced.address ?? row.address,
        secrets: Object.keys(change.secrets ?? {}),
      },
    });
  });
}

async function replacedParts(
  deps: NotificationsDeps,
  tx: Tx,
  row: store.ChannelRow,
  change: ChannelChange,
): Promise<{ settings?: JsonObject; address?: string }> {
  if (change.settings === undefined && change.secrets === undefined) return {};
  const kind = kindNamed(deps, row.kind);
  const secrets: Record<string, string> = { ...(await openSecrets(deps, tx, row.id)) };
  for (const [field, value] of Object.entries(change.secrets ?? {})) {
    if (value === null) delete secrets[field];
    else secrets[field] = value;
  }
  const parts = parsedSettings(kind, change.settings ?? row.settings, secrets, deps);
  await sealSecrets(deps, tx, row.id, parts.secrets);
  return { settings: parts.settings as JsonObject, address: parts.address };
}

/** With its rules; what waits for it is not sent. */
export async function deleteChannel(deps: NotificationsDeps, scope: Scope, id: number): Promise<void> {
  await deps.db.within(scope, async (tx) => {
    const row = await store.lockChannel(tx, id);
    if (row === undefined) throw notFound('channel');
    if (row.origin === 'environment')
      throw new AppError(
        'unprocessable',
        'This channel is set by variables of the installation; switch it off instead',
      );
    await store.deleteChannel(tx, id);
    await deps.announce(tx, {
      type: 'notification.channel_deleted',
      payload: { channel_id: id, name: row.name, kind: row.kind },
    });
    await recordAudit(tx, {
      action: 'notification_channel.deleted',
      target: { type: 'notification_channel', id },
      detail: { name: row.name, kind: row.kind, address: row.address },
    });
  });
}

/** By id, name or kind; a kind when only one channel, or only one default, is of it. */
export async function findChannel(tx: Tx, wanted: string | number): Promise<store.ChannelRow> {
  const channels = await store.listChannels(tx);
  const word = String(wanted);
  const exact = channels.find(({ id, name }) => String(id) === word || name === word);
  if (exact !== undefined) return exact;
  const ofKind = channels.filter(({ kind }) => kind === word);
  const [only] = ofKind.length === 1 ? ofKind : ofKind.filter((channel) => channel.is_default);
  if (only !== undefined) return only;
  if (ofKind.length > 1)
    throw new AppError(
      'unprocessable',
      `There are ${ofKind.length} channels of kind ${word}: name the one that is meant`,
      {
        details: [
          { path: 'channel', message: `must be one of ${ofKind.map(({ name }) => name).join(', ')}` },
        ],
      },
    );
  throw notFound('channel');
}
