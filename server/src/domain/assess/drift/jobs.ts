import { z } from 'zod';
import { AppError, describeError, notFound } from '../../../core/errors.ts';
import type { Scope } from '../../../core/scope.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { defineJob, type ExecutionReporter, type JobType } from '../../govern/jobs/index.ts';
import { listProviders } from '../../observe/providers/index.ts';
import { type DetectDeps, detectDrift, type OpenedDrift } from './detect.ts';
import * as store from './store.ts';

const parameters = z.strictObject({
  provider_id: z.number().int().positive().optional(),
  resource_id: z.number().int().positive().optional(),
  baseline_id: z.number().int().positive().optional(),
});

/** Looks up who made the changes of newly opened drifts. It may be slow and may fail; the drifts stand anyway. */
export type Attribute = (
  scope: Scope,
  drifts: OpenedDrift[],
  context: { signal: AbortSignal; report: ExecutionReporter },
) => Promise<void>;

/** Compares what is live with the baselines. */
export function driftDetectionJob(deps: DetectDeps & { attribute: Attribute }): JobType {
  return defineJob({
    type: 'drift_detection',
    title: 'Drift detection',
    description:
      'Compares every resource with its baseline, opens drifts and resolves those that were reverted.',
    aliases: ['drift', 'drift_scan'],
    scheduleVariable: 'JOB_DRIFT_DETECTION_SCHEDULE',
    parameters,
    check: (tx, chosen) => requireSubjects(tx, chosen),
    async run({ executionId, scope, parameters: chosen, signal, report }) {
      const detection = await detectDrift(deps, scope, {
        executionId,
        signal,
        report,
        providerId: chosen.provider_id,
        resourceId: chosen.resource_id,
        baselineId: chosen.baseline_id,
      });
      if (detection.evaluated === 0 && detection.resolved === 0 && !signal.aborted) {
        const message =
          'no resource has a baseline, so nothing was compared; connect an account or wait for its sync';
        return { status: 'skipped', code: 'nothing_to_compare', message };
      }
      report.log(
        'info',
        `${detection.evaluated} resources compared, ${detection.opened.length} drifts opened, ${detection.resolved} resolved`,
      );
      if (chosen.resource_id === undefined) await sayWhatIsOld(deps, scope, chosen.provider_id, report);
      for (const [words, resources] of detection.unknownReasons)
        report.log('warn', `${words} (${resources} resources)`);
      if (detection.withoutBaseline > 0) {
        report.log(
          'warn',
          `${detection.withoutBaseline} resources have no baseline and could not be compared`,
        );
      }
      if (detection.opened.length > 0 && !signal.aborted) {
        await deps.attribute(scope, detection.opened, { signal, report }).catch((error: unknown) => {
          report.log('warn', `who made these changes could not be looked up: ${describeError(error)}`);
        });
      }
      return { status: 'succeeded', findings: detection.opened.length + detection.differences };
    },
  });
}

/** A detection compares what the last sync saw; where that was not everything, its silence proves less. */
async function sayWhatIsOld(
  deps: DetectDeps,
  scope: Scope,
  providerId: number | undefined,
  report: ExecutionReporter,
): Promise<void> {
  for (const provider of await deps.db.within(scope, (tx) => listProviders(tx))) {
    if (providerId !== undefined && provider.id !== providerId) continue;
    const seen = `compared is what its last sync saw (${provider.last_synced_at?.toISOString() ?? 'never'})`;
    if (provider.disconnected_at !== null) {
      report.log('info', `${provider.name} is disconnected: ${seen}`);
    } else if (provider.status === 'error' || provider.status === 'partial') {
      const state =
        provider.status === 'error'
          ? `could not be synced (${provider.error_message ?? 'the last sync failed'})`
          : 'could not be read everywhere, its coverage says where';
      report.count('accounts_not_current');
      report.log('warn', `${provider.name} ${state}: ${seen}`);
    }
  }
}

/** What a detection is limited to must exist, and a baseline only makes sense for its own resource. */
async function requireSubjects(tx: Tx, chosen: z.output<typeof parameters>): Promise<void> {
  const { provider_id: providerId, resource_id: resourceId, baseline_id: baselineId } = chosen;
  if (providerId !== undefined && !(await store.providerExists(tx, providerId))) throw notFound('provider');
  if (resourceId !== undefined && !(await store.resourceExists(tx, resourceId))) throw notFound('resource');
  if (baselineId === undefined) return;
  if (resourceId === undefined) {
    throw new AppError(
      'invalid_input',
      'resource_id: a baseline can only be chosen together with its resource',
      {
        details: [{ path: 'resource_id', message: 'name the resource that the baseline belongs to' }],
      },
    );
  }
  if (!(await store.baselineBelongsTo(tx, baselineId, resourceId))) throw notFound('baseline');
}
