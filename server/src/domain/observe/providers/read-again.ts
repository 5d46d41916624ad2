import { AppError, notFound } from '../../../core/errors.ts';
import type { Scope } from '../../../core/scope.ts';
import { scanSource } from '../inventory/index.ts';
import { connectStored, type ProvidersDeps } from './service.ts';

/**
 * Reads the source of one resource (its type in its region) into the inventory now, outside of any sync: after
 * a change, what is stored must be what is there. Throws where the source cannot be read to its end, because
 * then nobody knows.
 */
export async function readSourceAgain(
  deps: ProvidersDeps,
  scope: Scope,
  wanted: { providerId: number; type: string; region: string; signal: AbortSignal },
): Promise<void> {
  const { providerId, type, region, signal } = wanted;
  const { provider, session } = await connectStored(deps, scope, providerId, signal);
  try {
    const resourceType = provider.resourceTypes.find((candidate) => candidate.type === type);
    const source = session.planScan([region]).find(({ collector }) => collector === type);
    if (resourceType === undefined || source === undefined) throw notFound(`collector of ${type}`);
    const { outcome } = await scanSource(deps, scope, {
      providerId,
      resourceType,
      session,
      source,
      signal,
      effectLimit: 0,
    });
    if (outcome.complete) return;
    const why = outcome.gaps[0]?.message ?? outcome.outcome;
    throw new AppError(
      'upstream_failed',
      `${resourceType.title} in ${source.region} cannot be read again: ${why}`,
    );
  } finally {
    session.close();
  }
}
