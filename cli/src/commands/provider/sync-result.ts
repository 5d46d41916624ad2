import type { Api } from '../../api.ts';
import type { Context } from '../../context.ts';
import { closingLine } from '../../freshness.ts';
import { duration } from '../../output/when.ts';
import { type Execution, executionKeys, executionSummary } from '../../wait.ts';

const names = ['found', 'created', 'updated', 'unchanged', 'deleted', 'unreadable'] as const;

/** What a sync did, number by number. */
export async function printSyncResult(
  context: Context,
  api: Api,
  providerId: number,
  execution: Execution,
): Promise<void> {
  const summary = executionSummary(execution);
  await context.print.record(summary, {
    keys: executionKeys,
    text: () =>
      context.print.fields(
        names.map((name) => [
          name.charAt(0).toUpperCase() + name.slice(1),
          (execution.counts[name] ?? 0).toLocaleString('en'),
        ]),
      ),
  });
  await closingLine(context, api, `synced in ${duration(execution.duration_ms)}`, {
    next: `${api.web(`/providers/${providerId}`)} · infraudit drift detect compares with the baselines`,
  });
}
