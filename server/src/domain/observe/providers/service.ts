import { AppError, notFound } from '../../../core/errors.ts';
import { personBehind, type Scope } from '../../../core/scope.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Database, Tx } from '../../../platform/db/database.ts';
import type { Announce } from '../../../platform/events/contract.ts';
import type { SecretBox } from '../../../platform/secrets/contract.ts';
import type { PermissionCheck, Provider, ProviderSession } from '../../../plugin-kit/define-provider.ts';
import { recordAudit } from '../../govern/audit-log/index.ts';
import { type Coverage, coverageOf } from './coverage.ts';
import * as store from './store.ts';
import * as runs from './sync-run-store.ts';

export type ProviderRegistry = ReadonlyMap<string, Provider>;

export type ProvidersDeps = {
  db: Database;
  clock: Clock;
  secrets: SecretBox;
  announce: Announce;
  providers: ProviderRegistry;
  /** What the operator allows: see the configuration reference. */
  allowEndpointOverride: boolean;
  allowAmbientCredentials: boolean;
  /** Asks for the first sync, in the transaction that connects. */
  requestSync: (tx: Tx, providerId: number) => Promise<number>;
};

export type ConnectRequest = {
  type: string;
  name: string;
  /** With the discriminator `method`; the provider's own schema parses it. */
  credentials: Record<string, unknown>;
  settings: Record<string, string>;
};

/** Which of the credentials' fields may be shown again. */
function visibleSettings(provider: Provider, request: Omit<ConnectRequest, 'name'>): Record<string, string> {
  const method = provider.authMethods.find((candidate) => candidate.id === request.credentials.method);
  const visible: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.settings)) visible[snakeCase(name)] = value;
  for (const field of method?.fields ?? []) {
    const value = request.credentials[field.name];
    if (!field.secret && typeof value === 'string') visible[snakeCase(field.name)] = value;
  }
  return visible;
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

export function definitionOf(deps: ProvidersDeps, type: string): Provider {
  const provider = deps.providers.get(type);
  if (provider === undefined) throw new AppError('unprocessable', `this version cannot connect ${type}`);
  return provider;
}

/**
 * Validates the credentials with the vendor, outside of any transaction; then stores the provider, its sealed
 * credentials and the request for its first sync together.
 */
export async function connectProvider(
  deps: ProvidersDeps,
  scope: Scope,
  request: ConnectRequest,
): Promise<number> {
  const provider = definitionOf(deps, request.type);
  const session = await openSession(deps, provider, request);
  const identity = await identify(session, request.settings.region);
  const at = deps.clock.now();
  return await deps.db.within(scope, async (tx) => {
    const wanted: store.NewProvider = {
      type: request.type,
      name: request.name,
      accountId: identity.accountId,
      authMethod: String(request.credentials.method),
      settings: visibleSettings(provider, request),
      createdBy: personBehind(scope.actor),
      at,
    };
    // The same account again goes on where it ended: its baselines still say what was agreed.
    const revived = await store.reviveProvider(tx, wanted);
    const row = revived ?? (await store.insertProvider(tx, wanted));
    if (row === undefined) {
      throw new AppError('conflict', `account ${identity.accountId} is already connected`, {
        details: [{ path: 'name', message: 'replace the credentials of the existing connection instead' }],
      });
    }
    await store.setCredentials(tx, row.id, seal(deps, row.id, request));
    await deps.requestSync(tx, row.id);
    await deps.announce(tx, {
      type: 'provider.connected',
      payload: { provider_id: row.id, provider_type: row.type, account_id: row.account_id, name: row.name },
    });
    await recordAudit(tx, {
      action: 'provider.connected',
      target: { type: 'provider', id: String(row.id) },
      detail: {
        type: row.type,
        account_id: row.account_id,
        auth_method: row.auth_method,
        principal: identity.principal,
        reconnected: revived !== undefined,
      },
    });
    return row.id;
  });
}

/** New credentials for the same account; another account's are refused, or history would mix. */
export async function replaceCredentials(
  deps: ProvidersDeps,
  scope: Scope,
  providerId: number,
  request: Omit<ConnectRequest, 'name' | 'type'>,
): Promise<void> {
  const current = await requireProvider(deps, scope, providerId);
  if (current.disconnected_at !== null)
    throw new AppError('conflict', 'this account is disconnected; connect it again');
  const provider = definitionOf(deps, current.type);
  const full = { ...request, type: current.type };
  const identity = await identify(await openSession(deps, provider, full), request.settings.region);
  if (identity.accountId !== current.account_id) {
    throw new AppError(
      'unprocessable',
      `these credentials belong to account ${identity.accountId}, not to ${current.account_id}`,
      { details: [{ path: 'credentials', message: `use credentials of account ${current.account_id}` }] },
    );
  }
  await deps.db.within(scope, async (tx) => {
    await store.setCredentials(tx, providerId, seal(deps, providerId, full));
    await store.updateConnection(tx, providerId, {
      authMethod: String(request.credentials.method),
      settings: visibleSettings(provider, full),
    });
    await recordAudit(tx, {
      action: 'provider.credentials_replaced',
      target: { type: 'provider', id: String(providerId) },
      detail: { auth_method: String(request.credentials.method), principal: identity.principal },
    });
  });
}

/** Deletes the credentials and keeps the history. */
export async function disconnectProvider(
  deps: ProvidersDeps,
  scope: Scope,
  providerId: number,
): Promise<void> {
  await deps.db.within(scope, async (tx) => {
    const provider = await store.getProvider(tx, providerId);
    if (provider === undefined) throw notFound('provider');
    if (!(await store.setDisconnected(tx, providerId, deps.clock.now()))) return;
    await deps.announce(tx, {
      type: 'provider.disconnected',
      payload: { provider_id: providerId, account_id: provider.account_id, name: provider.name },
    });
    await recordAudit(tx, {
      action: 'provider.disconnected',
      target: { type: 'provider', id: String(providerId) },
      detail: { account_id: provider.account_id, credentials: 'deleted', history: 'kept' },
    });
  });
}

/** A session of a stored provider. The caller closes it. Never call this inside a transaction. */
export async function connectStored(
  deps: ProvidersDeps,
  scope: Scope,
  providerId: number,
  signal?: AbortSignal,
): Promise<{ row: store.ProviderRow; provider: Provider; session: ProviderSession }> {
  const { row, sealed } = await deps.db.within(scope, async (tx) => ({
    row: await store.getProvider(tx, providerId),
    sealed: await store.getCredentials(tx, providerId),
  }));
  if (row === undefined) throw notFound('provider');
  if (sealed === undefined) throw new AppError('conflict', `${row.name} is disconnected; connect it again`);
  const provider = definitionOf(deps, row.type);
  const stored = JSON.parse(deps.secrets.open(sealed, sealContext(providerId))) as Pick<
    ConnectRequest,
    'credentials' | 'settings'
  >;
  return { row, provider, session: await openSession(deps, provider, { type: row.type, ...stored }, signal) };
}

export async function runPreflight(
  deps: ProvidersDeps,
  scope: Scope,
  providerId: number,
  signal: AbortSignal,
): Promise<{ checks: PermissionCheck[]; checkedAt: Date }> {
  const { session } = await connectStored(deps, scope, providerId, signal);
  try {
    return { checks: await session.preflight(signal), checkedAt: deps.clock.now() };
  } finally {
    session.close();
  }
}

export async function readCoverage(tx: Tx, providerId: number | null): Promise<Coverage> {
  return coverageOf(await runs.listLatestOutcomes(tx, providerId));
}

async function requireProvider(deps: ProvidersDeps, scope: Scope, id: number): Promise<store.ProviderRow> {
  const row = await deps.db.within(scope, (tx) => store.getProvider(tx, id));
  if (row === undefined) throw notFound('provider');
  return row;
}

async function openSession(
  deps: ProvidersDeps,
  provider: Provider,
  request: Omit<ConnectRequest, 'name'>,
  signal?: AbortSignal,
): Promise<ProviderSession> {
  return await provider.connect(request.credentials, {
    settings: request.settings,
    allowEndpointOverride: deps.allowEndpointOverride,
    allowAmbientCredentials: deps.allowAmbientCredentials,
    ...(signal === undefined ? {} : { signal }),
  });
}

/** Who the credentials belong to, after the region that they came with was found to exist. */
async function identify(session: ProviderSession, region: string | undefined) {
  try {
    const plan = await session.regions();
    const unknown = plan.gaps.length === 0 && region !== undefined && !plan.regions.includes(region);
    if (unknown || plan.gaps.some((gap) => gap.reason === 'region_disabled')) {
      const known = plan.gaps.length === 0 ? `one of ${plan.regions.join(', ')}` : 'an enabled region';
      throw new AppError(
        'invalid_input',
        `settings.region: ${region} is not an enabled region of this account`,
        {
          details: [{ path: 'settings.region', message: `must be ${known}` }],
        },
      );
    }
    return await session.identity();
  } finally {
    session.close();
  }
}

function seal(deps: ProvidersDeps, providerId: number, request: Omit<ConnectRequest, 'name'>) {
  const { credentials, settings } = request;
  return deps.secrets.seal(JSON.stringify({ credentials, settings }), sealContext(providerId));
}

/** Authenticated with the ciphertext, so that credentials cannot be moved to another provider's row. */
export const sealContext = (providerId: number): string => `provider:${providerId}`;
