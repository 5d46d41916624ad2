import { AppError, notFound } from '../../../core/errors.ts';
import type { Gap } from '../../../core/observation.ts';
import type { Scope } from '../../../core/scope.ts';
import type { ProviderSession } from '../../../plugin-kit/define-provider.ts';
import type { ResourceType } from '../../../plugin-kit/define-resource-type.ts';
import { scanSource, storeOne } from '../inventory/index.ts';
import { connectStored, type ProvidersDeps } from './service.ts';

type Source = { providerId: number; type: string; region: string; signal: AbortSignal };

/**
 * Reads one resource into the inventory now, outside of any sync: after a change, what is stored must be what is
 * there. Only that one, where its type can be asked for alone; the others keep what is known of them, and their
 * source is not newer for it. Throws where it cannot be read, because then nobody knows.
 */
export async function readResourceAgain(
  deps: ProvidersDeps,
  scope: Scope,
  wanted: Source & { externalId: string },
): Promise<void> {
  await withSource(deps, scope, wanted, async (resourceType, session) => {
    const { providerId, type, region, externalId, signal } = wanted;
    const startedAt = deps.clock.now();
    const read = await session.readOne?.(type, externalId, region, signal);
    if (read?.state === 'unreadable') throw unreadable(resourceType, region, read.gap);
    if (read?.state === 'found' || read?.state === 'gone') {
      const resource = read.state === 'found' ? read.resource : null;
      const one = { providerId, resourceType, region, externalId, resource, startedAt };
      if (await storeOne(deps, scope, one)) return;
    }
    await readWhole(deps, scope, wanted, { resourceType, session });
  });
}

/** As `readResourceAgain`, for all of the type in the region. Throws where they cannot be read to the end. */
export async function readSourceAgain(deps: ProvidersDeps, scope: Scope, wanted: Source): Promise<void> {
  await withSource(deps, scope, wanted, (resourceType, session) =>
    readWhole(deps, scope, wanted, { resourceType, session }),
  );
}

async function withSource(
  deps: ProvidersDeps,
  scope: Scope,
  { providerId, type, signal }: Source,
  read: (resourceType: ResourceType, session: ProviderSession) => Promise<void>,
): Promise<void> {
  const { provider, session } = await connectStored(deps, scope, providerId, signal);
  try {
    const resourceType = provider.resourceTypes.find((candidate) => candidate.type === type);
    if (resourceType === undefined) throw notFound(`collector of ${type}`);
    await read(resourceType, session);
  } finally {
    session.close();
  }
}

async function readWhole(
  deps: ProvidersDeps,
  scope: Scope,
  { providerId, type, region, signal }: Source,
  { resourceType, session }: { resourceType: ResourceType; session: ProviderSession },
): Promise<void> {
  const source = session.planScan([region]).find(({ collector }) => collector === type);
  if (source === undefined) throw notFound(`collector of ${type}`);
  const request = { providerId, resourceType, session, source, signal, effectLimit: 0 };
  const { outcome } = await scanSource(deps, scope, request);
  if (!outcome.complete) throw unreadable(resourceType, source.region, outcome.gaps[0], outcome.outcome);
}

function unreadable(
  { title }: ResourceType,
  region: string,
  gap: Gap | undefined,
  otherwise = 'nobody says why',
): AppError {
  return new AppError(
    'upstream_failed',
    `${title} in ${region} cannot be read again: ${gap?.message ?? otherwise}`,
  );
}
