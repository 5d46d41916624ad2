import { z } from 'zod';
import { AppError, notFound } from '../../../core/errors.ts';
import type { JsonObject } from '../../../core/json.ts';
import type { Scope } from '../../../core/scope.ts';
import type { Tx } from '../../../platform/db/database.ts';
import type { WritePurpose } from '../../../plugin-kit/define-provider.ts';
import type { Triggered } from '../../govern/jobs/index.ts';
import { presentProvider } from './present.ts';
import type { awsCredentialsSchema } from './schemas.ts';
import { type ProvidersDeps, readCoverage } from './service.ts';
import * as store from './store.ts';
import * as runs from './sync-run-store.ts';

/** What the routes of providers share: how requests are read and a provider is shown. */

export const idParams = z.object({ id: z.coerce.number().int().positive() });
export const tag = 'Providers';

export type ProviderRoutesDeps = ProvidersDeps & {
  /** Starts a sync by hand; the same job that the schedule runs. */
  triggerSync: (scope: Scope, providerId: number, trigger: 'manual' | 'api') => Promise<Triggered>;
  /** The kinds of change that this version can make, with what each needs. */
  changes: readonly WritePurpose[];
};

/** The published flat body as what the provider takes: credentials by method, settings apart. */
export function awsRequest(body: z.output<typeof awsCredentialsSchema>) {
  const { region, endpointUrl, ...credentials } = body;
  const settings = {
    ...(region === undefined ? {} : { region }),
    ...(endpointUrl === undefined ? {} : { endpointUrl }),
  };
  return { credentials: JSON.parse(JSON.stringify(credentials)) as JsonObject, settings };
}

/** Problems named as the caller wrote the fields. */
export async function withFlatPaths<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof AppError) || error.details.length === 0) throw error;
    const flat = (text: string) => text.replace(/\b(credentials|settings)\./g, '');
    const details = error.details.map((detail) => ({ ...detail, path: flat(detail.path) }));
    throw new AppError(error.code, flat(error.message), { details, detail: error.detail, cause: error });
  }
}

export async function readProvider(tx: Tx, id: number) {
  const row = await store.getProvider(tx, id);
  if (row === undefined) throw notFound('provider');
  const [counts, running] = [await store.countResources(tx), await runs.runningSyncs(tx)];
  return presentProvider(row, {
    resourceCount: counts.get(id) ?? 0,
    coverage: await readCoverage(tx, id),
    runningExecutionId: running.get(id) ?? running.get(0) ?? null,
  });
}
