import type { Paint } from './paint.ts';
import { oneLine } from './text.ts';

export type ShownChange = { path: string; change: string; before?: unknown; after?: unknown };

const longestValue = 4000;

/** A readable diff: the path, then `-` what was and `+` what is; nested values as indented JSON. */
export function changesText(changes: readonly ShownChange[], paint: Paint): string {
  return changes.map((change) => changeText(change, paint)).join('');
}

function changeText({ path, change, before, after }: ShownChange, paint: Paint): string {
  const marker =
    change === 'added' ? paint.good('+') : change === 'removed' ? paint.bad('-') : paint.warn('~');
  const lines = [`${marker} ${paint.bold(oneLine(path === '' ? '(all)' : path))}`];
  if (change !== 'added') lines.push(...valueLines(before).map((line) => paint.bad(`    - ${line}`)));
  if (change !== 'removed') lines.push(...valueLines(after).map((line) => paint.good(`    + ${line}`)));
  return `${lines.join('\n')}\n`;
}

function valueLines(value: unknown): string[] {
  if (value === undefined) return ['(not set)'];
  const text =
    typeof value === 'object' && value !== null ? JSON.stringify(value, null, 2) : JSON.stringify(value);
  const cut =
    text.length > longestValue
      ? `${text.slice(0, longestValue)}\n… ${text.length - longestValue} more characters: -o json shows all`
      : text;
  return cut.split('\n').map(oneLine);
}
