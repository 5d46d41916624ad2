import type { OutputFormat } from '../settings.ts';

export type MachineFormat = Exclude<OutputFormat, 'table'>;

/**
 * The text of a value for a program, with one line end. For CSV `keys` are the columns, always in that order,
 * and a list is a row per entry; nested values are JSON text and formulas are escaped, because spreadsheets
 * run them.
 */
export async function machineText(
  format: MachineFormat,
  value: unknown,
  keys: readonly string[],
): Promise<string> {
  if (format === 'json') return `${JSON.stringify(value, null, 2)}\n`;
  if (format === 'yaml') {
    const { stringify } = await import('yaml');
    return stringify(value, { lineWidth: 0, aliasDuplicateObjects: false });
  }
  return await csvText(Array.isArray(value) ? value : [value], keys);
}

async function csvText(rows: readonly unknown[], keys: readonly string[]): Promise<string> {
  const { stringify } = await import('csv-stringify/sync');
  const lines = rows.map((row) => keys.map((key) => cell((row as Record<string, unknown> | null)?.[key])));
  return stringify([[...keys], ...lines], { escape_formulas: true, record_delimiter: '\n' });
}

function cell(value: unknown): string | number {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return value;
  if (typeof value === 'string') return value;
  return typeof value === 'boolean' ? String(value) : JSON.stringify(value);
}
