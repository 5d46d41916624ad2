import { sql } from 'kysely';
import { systemScope } from '../../../core/scope.ts';
import type { Tx } from '../../../platform/db/database.ts';
import type { StoredEvent } from '../../../platform/events/contract.ts';
import { organizationScope } from '../../govern/tenancy/index.ts';
import { type AlertsDeps, raiseAlert, settleAlert } from './service.ts';

/** Alerts about connected accounts: one that cannot be read for long, and one whose keys are old. */

/** One failed sync is an alert of its job; that much more says that what is shown of the account is old. */
const failedInARow = 3;
const failingForMs = 24 * 3_600_000;
const runsRead = 100;

const dayMs = 86_400_000;
/** How old access keys may become here, and how early the end of an API key is told. */
const keyDays = 90;
const endingDays = 7;

type ProviderState = {
  name: string;
  disconnected_at: Date | null;
  last_synced_at: Date | null;
  runs: { status: string; ended_at: string; error: string | null; execution_id: number | null }[];
};

/** Whichever event tells of it, the newest syncs that ended decide. */
export async function settleProvider(deps: AlertsDeps, tx: Tx, event: StoredEvent): Promise<void> {
  const id = Number(event.payload.provider_id);
  const provider = await readProvider(tx, id);
  if (provider === undefined) return;
  const fingerprint = `provider_unhealthy:${id}`;
  const healthy = provider.runs.findIndex(({ status }) => status !== 'failed');
  const failed =
    provider.disconnected_at !== null || healthy === 0
      ? []
      : provider.runs.slice(0, healthy < 0 ? undefined : healthy);
  const [newest] = failed;
  const oldest = failed.at(-1);
  if (newest === undefined || oldest === undefined) {
    const over =
      provider.disconnected_at === null ? 'the account was read again' : 'the account was disconnected';
    await settleAlert(deps, tx, {
      fingerprint,
      at: deps.clock.now(),
      note: over,
      evidence: null,
      outboxEventId: event.id,
      covers: () => true,
    });
    if (provider.disconnected_at !== null) await settleKeys(deps, tx, id, over);
    return;
  }
  const forMs = Date.parse(newest.ended_at) - Date.parse(oldest.ended_at);
  if (failed.length < failedInARow && forMs < failingForMs) return;
  const { last_synced_at } = provider;
  await raiseAlert(deps, tx, {
    fingerprint,
    type: 'performance',
    severity: 'high',
    title: `Account ${provider.name} cannot be read`,
    description:
      `The newest ${failed.length} syncs failed, the last one with: ${newest.error ?? 'no message'}. ` +
      (last_synced_at === null
        ? 'It was never read.'
        : `What is shown of it is from ${last_synced_at.toISOString()}.`),
    source: { kind: 'provider', id, name: provider.name },
    about: {
      resourceId: null,
      resourceName: null,
      resourceType: null,
      providerId: id,
      attribute: null,
    },
    evidence: newest.execution_id === null ? null : { kind: 'execution', id: newest.execution_id },
    condition: null,
    at: event.at,
    outboxEventId: event.id,
  });
}

/** The newest syncs that have ended, newest first. */
async function readProvider(tx: Tx, id: number): Promise<ProviderState | undefined> {
  const { rows } = await sql<ProviderState>`
    SELECT p.name, p.disconnected_at, p.last_synced_at, coalesce((
      SELECT jsonb_agg(jsonb_build_object('status', s.status, 'ended_at', s.ended_at, 'error', s.error,
        'execution_id', s.execution_id) ORDER BY s.id DESC)
      FROM (SELECT * FROM sync_runs WHERE organization_id = p.organization_id AND provider_id = p.id
        AND ended_at IS NOT NULL ORDER BY id DESC LIMIT ${runsRead}::int) s), '[]') AS runs
    FROM providers p WHERE p.organization_id = ${tx.scope.organizationId}::bigint AND p.id = ${id}::bigint`.execute(
    tx.sql,
  );
  return rows[0];
}

type OldKeys = { organization_id: number; id: number; name: string; purpose: 'read' | 'write'; since: Date };
type EndingKey = { organization_id: number; id: number; name: string; prefix: string; expires_at: Date };

/**
 * What is known of credentials: since when access keys have been stored here, which is the least age that they
 * have, and when API keys of ours end. Roles have no keys, so they are never old.
 */
export async function lookAtCredentials(deps: AlertsDeps): Promise<void> {
  const now = deps.clock.now();
  const { old, ending, raised } = await deps.db.asSystem(
    systemScope('the age of credentials of all organisations is looked at'),
    async (tx) => ({
      old: (
        await sql<OldKeys>`
          SELECT * FROM (
            SELECT p.organization_id, p.id, p.name, k.purpose, coalesce((SELECT max(e.at) FROM audit_events e
              WHERE e.organization_id = p.organization_id AND e.target_type = 'provider' AND e.target_id = p.id::text
                AND e.action = any(k.actions)), p.created_at) AS since
            FROM providers p CROSS JOIN (VALUES
              ('read', ARRAY['provider.connected', 'provider.credentials_replaced']),
              ('write', ARRAY['provider.write_access_granted'])) AS k(purpose, actions)
            WHERE p.disconnected_at IS NULL AND p.auth_method = 'access_keys' AND p.credentials IS NOT NULL
              AND (k.purpose = 'read' OR p.write_principal IS NOT NULL)) AS keys
          WHERE since < ${new Date(now.getTime() - keyDays * dayMs)}::timestamptz ORDER BY id, purpose`.execute(
          tx.sql,
        )
      ).rows,
      ending: (
        await sql<EndingKey>`
          SELECT organization_id, id, name, prefix, expires_at FROM api_keys
          WHERE revoked_at IS NULL AND expires_at > ${now}::timestamptz
            AND expires_at < ${new Date(now.getTime() + endingDays * dayMs)}::timestamptz ORDER BY id`.execute(
          tx.sql,
        )
      ).rows,
      raised: (
        await sql<{ organization_id: number; fingerprint: string }>`
          SELECT organization_id, fingerprint FROM alerts WHERE status <> 'resolved'
            AND (starts_with(fingerprint, 'keys_old:') OR starts_with(fingerprint, 'api_key_ends:'))
          ORDER BY id`.execute(tx.sql)
      ).rows,
    }),
  );
  const known = new Set(
    raised.map(({ organization_id, fingerprint }) => `${organization_id} ${fingerprint}`),
  );
  const still = new Set([
    ...old.map((keys) => `${keys.organization_id} ${fingerprintOfKeys(keys)}`),
    ...ending.map((key) => `${key.organization_id} api_key_ends:${key.id}`),
  ]);
  const inOrganization = <T>(id: number, work: (tx: Tx) => Promise<T>): Promise<T> =>
    deps.db.within(organizationScope(id, 'alerts of credentials'), work);
  for (const keys of old) {
    if (known.has(`${keys.organization_id} ${fingerprintOfKeys(keys)}`)) continue;
    await inOrganization(keys.organization_id, (tx) => raiseOldKeys(deps, tx, keys, now));
  }
  for (const key of ending) {
    if (known.has(`${key.organization_id} api_key_ends:${key.id}`)) continue;
    await inOrganization(key.organization_id, (tx) => raiseEndingKey(deps, tx, key, now));
  }
  for (const { organization_id, fingerprint } of raised) {
    if (still.has(`${organization_id} ${fingerprint}`)) continue;
    const note = fingerprint.startsWith('keys_old:')
      ? 'the keys were replaced or are used no more'
      : 'the key was deleted, or its time is over';
    await inOrganization(organization_id, (tx) => settleKey(deps, tx, fingerprint, note));
  }
}

const fingerprintOfKeys = ({ id, purpose }: OldKeys): string => `keys_old:${purpose}:${id}`;

async function raiseOldKeys(deps: AlertsDeps, tx: Tx, keys: OldKeys, now: Date): Promise<void> {
  const days = Math.floor((now.getTime() - keys.since.getTime()) / dayMs);
  await raiseAlert(deps, tx, {
    fingerprint: fingerprintOfKeys(keys),
    type: 'security',
    severity: 'medium',
    title: `Access keys for ${keys.purpose === 'read' ? 'reading' : 'changing'} ${keys.name} are old`,
    description:
      `They have been stored here for ${days} days; how old they were then is not known. Make new ones in the account, ` +
      'replace them here and delete the old ones, or connect by a role, which has no keys.',
    source: { kind: 'provider', id: keys.id, name: keys.name },
    about: {
      resourceId: null,
      resourceName: null,
      resourceType: null,
      providerId: keys.id,
      attribute: null,
    },
    evidence: null,
    condition: null,
    at: now,
    outboxEventId: null,
  });
}

async function raiseEndingKey(deps: AlertsDeps, tx: Tx, key: EndingKey, now: Date): Promise<void> {
  await raiseAlert(deps, tx, {
    fingerprint: `api_key_ends:${key.id}`,
    type: 'performance',
    severity: 'medium',
    title: `API key ${key.name} ends soon`,
    description: `${key.prefix}… stops working at ${key.expires_at.toISOString()}. Whatever uses it needs another key.`,
    source: { kind: 'api_key', id: key.id, name: key.name },
    evidence: null,
    condition: null,
    at: now,
    outboxEventId: null,
  });
}

async function settleKeys(deps: AlertsDeps, tx: Tx, providerId: number, note: string): Promise<void> {
  for (const purpose of ['read', 'write'])
    await settleKey(deps, tx, `keys_old:${purpose}:${providerId}`, note);
}

async function settleKey(deps: AlertsDeps, tx: Tx, fingerprint: string, note: string): Promise<void> {
  await settleAlert(deps, tx, {
    fingerprint,
    at: deps.clock.now(),
    note,
    evidence: null,
    outboxEventId: null,
    covers: () => true,
  });
}
