import type { Api } from './api.ts';
import type { Context } from './context.ts';
import { CliError } from './errors.ts';
import { counted } from './output/text.ts';
import { ago } from './output/when.ts';

/** `97.4 %`; never rounded up to a whole that was not reached. */
export function percentText(percent: number | null): string {
  if (percent === null) return 'nothing scanned yet';
  const shown = percent < 100 ? Math.min(99.9, Math.floor(percent * 10) / 10) : 100;
  return `${shown} %`;
}

/**
 * The quiet line under a list: `2 drifts · scanned 4 min ago · coverage 97.4 % (3 gaps: infraudit provider
 * coverage 1)`. A program that reads the list never waits for it.
 */
export async function closingLine(
  context: Context,
  api: Api,
  head: string,
  options: { scannedAt?: string | null; next?: string } = {},
): Promise<void> {
  if (context.settings.quiet) return;
  const parts = [head];
  if (context.print.format === 'table') parts.push(...(await freshness(context, api, options.scannedAt)));
  if (options.next !== undefined) parts.push(options.next);
  context.closing(parts.join(' · '));
}

async function freshness(
  context: Context,
  api: Api,
  scannedAt: string | null | undefined,
): Promise<string[]> {
  const now = context.terminal.now();
  try {
    const { coverage } = await api.call('getStatus');
    if (coverage.percent === null) return ['nothing scanned yet: infraudit provider list'];
    const words = [
      `scanned ${ago(scannedAt ?? coverage.observed_at, now)}`,
      `coverage ${percentText(coverage.percent)}`,
    ];
    if (coverage.gap_count === 0) return words;
    const { data } = await api.call('listProviders');
    const worst = data
      .filter(({ disconnected_at }) => disconnected_at === null)
      .sort((a, b) => b.coverage.gap_count - a.coverage.gap_count)[0];
    const hint = worst === undefined ? '' : `: infraudit provider coverage ${worst.id}`;
    words[1] += ` (${counted(coverage.gap_count, 'gap')}${hint})`;
    return words;
  } catch (error) {
    if (error instanceof CliError) return [`freshness unknown (${error.message})`];
    throw error;
  }
}
