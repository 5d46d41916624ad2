import { z } from 'zod';
import { notFound } from '../../../core/errors.ts';
import { defineJob, type JobType } from '../../govern/jobs/index.ts';
import type { ProvidersDeps } from './service.ts';
import * as store from './store.ts';
import { type AfterSync, syncProvider } from './sync-provider.ts';

/** A sync that failed just now would fail again; later it is worth a try, or the account could never recover. */
const failedLatelyMs = 3_600_000;

const parameters = z.strictObject({ provider_id: z.number().int().positive().optional() });

/** Brings the inventory of all connected providers, or of one, up to date. */
export function resourceSyncJob(deps: ProvidersDeps & { afterSync: AfterSync[] }): JobType {
  return defineJob({
    type: 'resource_sync',
    title: 'Resource sync',
    description: 'Reads every connected account into the inventory and captures baselines for new resources.',
    aliases: ['sync', 'inventory_sync'],
    scheduleVariable: 'JOB_RESOURCE_SYNC_SCHEDULE',
    parameters,
    async check(tx, { provider_id }) {
      if (provider_id === undefined) return;
      if ((await store.getProvider(tx, provider_id)) === undefined) throw notFound('provider');
    },
    async unavailable(tx, { provider_id }) {
      if (provider_id === undefined) return null;
      const provider = await store.getProvider(tx, provider_id);
      if (provider === undefined || provider.disconnected_at !== null) {
        return `provider ${provider?.name ?? provider_id} is disconnected`;
      }
      if (provider.status !== 'error') return null;
      const failedAt = await store.lastSyncEnd(tx, provider_id);
      const lately = failedAt !== null && deps.clock.now().getTime() - failedAt.getTime() < failedLatelyMs;
      if (!lately) return null;
      return `provider ${provider.name} is unhealthy: ${provider.error_message ?? 'its last sync failed'}`;
    },
    async run({ executionId, scope, parameters: chosen, signal, report }) {
      const providers = (await deps.db.within(scope, (tx) => store.listProviders(tx))).filter(
        (provider) =>
          provider.disconnected_at === null &&
          (chosen.provider_id === undefined || provider.id === chosen.provider_id),
      );
      if (chosen.provider_id !== undefined && providers.length === 0) {
        return { status: 'failed', code: 'not_found', message: 'this provider is not connected any more' };
      }
      if (providers.length === 0) {
        return {
          status: 'skipped',
          code: 'nothing_connected',
          message: 'no account is connected, so nothing was read',
        };
      }
      const failures: string[] = [];
      for (const provider of providers) {
        if (signal.aborted) break;
        const result = await syncProvider(deps, scope, {
          providerId: provider.id,
          executionId,
          signal,
          report,
        });
        const { counts } = result;
        report.log(
          result.status === 'failed' ? 'error' : 'info',
          `${provider.name}: ${result.status}; ${counts.found} found, ${counts.created} created, ` +
            `${counts.updated} updated, ${counts.unchanged} unchanged, ${counts.deleted} deleted, ` +
            `${counts.unreadable} with unreadable parts`,
        );
        if (result.status === 'failed') failures.push(`${provider.name}: ${result.error ?? 'failed'}`);
      }
      if (failures.length === 0) return { status: 'succeeded' };
      return { status: 'failed', code: 'provider_failed', message: failures.join('; ') };
    },
  });
}
