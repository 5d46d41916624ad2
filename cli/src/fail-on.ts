import type { Api } from './api.ts';
import { choice } from './command.ts';
import type { Context } from './context.ts';
import { exitCodes } from './errors.ts';
import { atLeast, fromSeverity, type Severity, severities } from './output/paint.ts';
import { counted } from './output/text.ts';

export const failOn = choice(
  '--fail-on <severity>',
  'Exit with 2 when there is a drift of this severity or worse',
  severities,
);

/** The exit code of a list of findings that is already here. */
export function exitForFindings(
  context: Context,
  found: readonly { severity: Severity }[],
  threshold: Severity | undefined,
): number {
  if (threshold === undefined) return exitCodes.fine;
  return sayFindings(context, found.filter(({ severity }) => atLeast(severity, threshold)).length, threshold);
}

/** The same by asking the server how many open drifts there are. */
export async function exitForOpenDrifts(
  context: Context,
  api: Api,
  filter: { provider_id?: string; resource_id?: number },
  threshold: Severity | undefined,
): Promise<number> {
  if (threshold === undefined) return exitCodes.fine;
  const query = { ...filter, severity: fromSeverity(threshold).join(','), per_page: 1 };
  const { meta } = await api.call('listDrifts', { query });
  return sayFindings(context, meta.total, threshold);
}

function sayFindings(context: Context, count: number, threshold: Severity): number {
  if (count === 0) return exitCodes.fine;
  context.note(
    `${counted(count, 'open drift')} of severity ${threshold}${threshold === 'critical' ? '' : ' or worse'}: exit code ${exitCodes.findings}.`,
  );
  return exitCodes.findings;
}
