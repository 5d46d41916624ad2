import { AppError, notFound } from '../../../core/errors.ts';
import type { Scope } from '../../../core/scope.ts';
import type { ProviderWriter } from '../../../plugin-kit/define-writer.ts';
import { recordAudit } from '../../govern/audit-log/index.ts';
import { type ConnectRequest, definitionOf, type ProvidersDeps } from './service.ts';
import * as store from './store.ts';
import { getWriteCredentials, setWriteCredentials } from './write-store.ts';

/**
 * Credentials that may change something. They are apart from those that read, so that an account which nobody
 * wants to change cannot be changed; only approved runs open them.
 */

/** Another context than that of the reading ones: neither can stand in the other's place. */
export const writeSealContext = (providerId: number): string => `provider:${providerId}:write`;

/** Checked with the vendor first: they must belong to the same account. */
export async function grantWriteAccess(
  deps: ProvidersDeps,
  scope: Scope,
  providerId: number,
  request: Pick<ConnectRequest, 'credentials' | 'settings'>,
): Promise<void> {
  const row = await deps.db.within(scope, (tx) => store.getProvider(tx, providerId));
  if (row === undefined) throw notFound('provider');
  if (row.disconnected_at !== null)
    throw new AppError('conflict', 'this account is disconnected; connect it again');
  const writer = await openWriter(deps, row, request);
  let identity: Awaited<ReturnType<ProviderWriter['identity']>>;
  try {
    identity = await writer.identity();
  } finally {
    writer.close();
  }
  if (identity.accountId !== row.account_id) {
    throw new AppError(
      'unprocessable',
      `these credentials belong to account ${identity.accountId}, not to ${row.account_id}`,
      { details: [{ path: 'credentials', message: `use credentials of account ${row.account_id}` }] },
    );
  }
  const { credentials, settings } = request;
  const sealed = deps.secrets.seal(JSON.stringify({ credentials, settings }), writeSealContext(providerId));
  await deps.db.within(scope, async (tx) => {
    if (!(await setWriteCredentials(tx, providerId, { sealed, principal: identity.principal })))
      throw new AppError('conflict', 'this account was disconnected meanwhile');
    await recordAudit(tx, {
      action: 'provider.write_access_granted',
      target: { type: 'provider', id: String(providerId) },
      detail: { auth_method: String(credentials.method), principal: identity.principal },
    });
  });
}

/** Deletes the credentials for writing. Nothing happens where there are none. */
export async function revokeWriteAccess(
  deps: ProvidersDeps,
  scope: Scope,
  providerId: number,
): Promise<void> {
  await deps.db.within(scope, async (tx) => {
    const row = await store.getProvider(tx, providerId);
    if (row === undefined) throw notFound('provider');
    if (row.write_principal === null || !(await setWriteCredentials(tx, providerId, null))) return;
    await recordAudit(tx, {
      action: 'provider.write_access_revoked',
      target: { type: 'provider', id: String(providerId) },
      detail: { principal: row.write_principal },
    });
  });
}

/**
 * A writer of a stored provider, which sends no writes but `writes` (those about tags when absent). The caller
 * closes it. Throws `conflict` where no write access is granted.
 */
export async function openStoredWriter(
  deps: ProvidersDeps,
  scope: Scope,
  providerId: number,
  signal?: AbortSignal,
  writes?: readonly string[],
): Promise<ProviderWriter> {
  const { row, sealed } = await deps.db.within(scope, async (tx) => ({
    row: await store.getProvider(tx, providerId),
    sealed: await getWriteCredentials(tx, providerId),
  }));
  if (row === undefined) throw notFound('provider');
  if (sealed === undefined) throw new AppError('conflict', `${row.name} has no credentials for writing`);
  const stored = JSON.parse(deps.secrets.open(sealed, writeSealContext(providerId))) as Pick<
    ConnectRequest,
    'credentials' | 'settings'
  >;
  const writer = await openWriter(deps, row, stored, signal, writes);
  const identity = await writer.identity();
  if (identity.accountId === row.account_id) return writer;
  writer.close();
  throw new AppError('conflict', `the credentials for writing lead to account ${identity.accountId} now`);
}

async function openWriter(
  deps: ProvidersDeps,
  row: store.ProviderRow,
  request: Pick<ConnectRequest, 'credentials' | 'settings'>,
  signal?: AbortSignal,
  writes?: readonly string[],
): Promise<ProviderWriter> {
  const provider = definitionOf(deps, row.type);
  if (provider.openWriter === undefined)
    throw new AppError('unprocessable', `this version cannot change anything in ${provider.title}`);
  return await provider.openWriter(request.credentials, {
    settings: request.settings,
    allowEndpointOverride: deps.allowEndpointOverride,
    allowAmbientCredentials: deps.allowAmbientCredentials,
    ...(signal === undefined ? {} : { signal }),
    ...(writes === undefined ? {} : { writes }),
  });
}
