import type { Subscriber } from '../../../platform/events/dispatcher.ts';
import { organizationScope } from '../../govern/tenancy/index.ts';
import type { RecommendationsDeps } from './deps.ts';
import { isCovered } from './finding-store.ts';
import { generate, mostResources } from './generate.ts';
import { readSettings } from './model-run-store.ts';
import { type Selection, unitsOf } from './select-units.ts';
import { requestWords } from './service.ts';

/** Permanent: part of the name of its queue. */
export const recommendationsSubscriber = 'recommendations';

const urgent = new Set<unknown>(['critical', 'high']);

/**
 * New critical and high findings become recommendations, and what is over closes its own. The configurations are
 * looked at after each sync. Delivered twice, nothing is made twice: a matter has one pending recommendation.
 */
export function recommendationSubscriber(deps: RecommendationsDeps): Subscriber {
  return {
    name: recommendationsSubscriber,
    types: [
      'drift.detected',
      'drift.resolved',
      'compliance.violation',
      'compliance.assessed',
      'job.completed',
    ],
    async handle(event, signal) {
      const { type, payload } = event;
      const scope = organizationScope(event.organizationId, 'recommendations');
      if (type === 'drift.resolved') return await bring([{ staleOf: Number(payload.resource_id) }]);
      if (type === 'compliance.assessed') return await bring(['stale']);
      const { automatic } = await deps.db.within(scope, readSettings);
      if (!automatic) return;
      if (type === 'job.completed') {
        if (payload.job_type === 'resource_sync' && payload.status === 'succeeded')
          await bring(['stale', 'looking']);
        return;
      }
      if (!urgent.has(payload.severity)) return;
      if (type === 'drift.detected') {
        const driftId = Number(payload.drift_id);
        if (!(await deps.db.within(scope, (tx) => isCovered(tx, driftId, mostResources))))
          await bring([{ driftId }]);
      } else await bring([{ controlId: String(payload.control_id) }]);

      async function bring(selections: Selection[]): Promise<void> {
        for (const selection of selections) {
          const units = await deps.db.within(scope, async (tx) => {
            try {
              return await unitsOf(deps, tx, selection);
            } catch (error) {
              // It may be over before this was delivered.
              if (error instanceof Error && 'code' in error && error.code === 'not_found') return [];
              throw error;
            }
          });
          await requestWords(deps, scope, await generate(deps, scope, units, signal));
        }
      }
    },
  };
}
