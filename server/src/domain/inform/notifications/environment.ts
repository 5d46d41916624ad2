import { systemScope } from '../../../core/scope.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { recordAudit } from '../../govern/audit-log/index.ts';
import { firstOrganization, organizationScope } from '../../govern/tenancy/index.ts';
import * as store from './channel-store.ts';
import { parsedSettings } from './channel-values.ts';
import type { NotificationsDeps } from './deps.ts';

/** Channels that the operator configured by variables: by their kind, with settings and secrets. */
export type EnvironmentChannels = {
  channels: readonly {
    kind: string;
    name: string;
    settings: Record<string, unknown>;
    secrets: Record<string, string>;
  }[];
  /** `07:00` in UTC: when summaries go out, unless a rule says otherwise. */
  digestTime: string;
};

/**
 * The channels of the variables belong to the first organisation: it is the operator's own, and no other may be
 * told of it, or be told by it. Their rows are made once per process, before the first event or list; settings and
 * secrets stay in the variables.
 */
export function environmentChannels(deps: NotificationsDeps): () => Promise<void> {
  let made: Promise<boolean> | undefined;
  return async () => {
    if (deps.environment.channels.length === 0) return;
    made ??= make(deps).catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    // There may be no organisation yet.
    if (!(await made)) made = undefined;
  };
}

async function make(deps: NotificationsDeps): Promise<boolean> {
  const first = await deps.db.asSystem(
    systemScope('channels of the variables belong to the first organisation'),
    firstOrganization,
  );
  if (first === undefined) return false;
  await deps.db.within(organizationScope(first.id, 'environment'), async (tx) => {
    for (const configured of deps.environment.channels) await ensure(deps, tx, configured);
  });
  return true;
}

async function ensure(
  deps: NotificationsDeps,
  tx: Tx,
  configured: EnvironmentChannels['channels'][number],
): Promise<void> {
  const kind = deps.kinds.find((each) => each.kind === configured.kind);
  if (kind === undefined) return;
  const values = parsedSettings(kind, configured.settings, configured.secrets, deps);
  const at = deps.clock.now();
  const existing = await store.channelNamed(tx, configured.name);
  if (existing !== undefined) {
    if (existing.address === values.address) return;
    await store.updateChannel(tx, existing.id, { address: values.address, updated_at: at });
    await recordAudit(tx, {
      action: 'notification_channel.updated',
      target: { type: 'notification_channel', id: existing.id },
      detail: { name: existing.name, origin: 'environment', address: values.address },
    });
    return;
  }
  const id = await store.insertChannel(tx, {
    name: configured.name,
    kind: kind.kind,
    origin: 'environment',
    settings: {},
    address: values.address,
    enabled: true,
    is_default: true,
    at,
  });
  await recordAudit(tx, {
    action: 'notification_channel.created',
    target: { type: 'notification_channel', id },
    detail: { name: configured.name, kind: kind.kind, origin: 'environment', address: values.address },
  });
}
