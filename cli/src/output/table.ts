import type { Paint } from './paint.ts';
import { cutEnd, cutMiddle, oneLine, pad, widthOf } from './text.ts';

export type Column<Row> = {
  title: string;
  value(row: Row): string;
  align?: 'right';
  /** Where it is shortened when the terminal is narrow; columns without it keep their width. */
  shrink?: 'middle' | 'end';
  /** Left out when no row has a value. */
  whenSet?: true;
  /** Colours the cell after it was measured and cut. */
  paint?: (cell: string, row: Row, paint: Paint) => string;
};

export type TableOptions = {
  paint: Paint /** Columns of the terminal; null does not cut. */;
  width: number | null;
};

const gap = '  ';
const narrowest = 8;

/** Aligned columns under a bold header, one line per row, no boxes. Empty for no rows. */
export function renderTable<Row>(
  all: readonly Column<Row>[],
  rows: readonly Row[],
  options: TableOptions,
): string {
  if (rows.length === 0) return '';
  const columns = all.filter((column) => !column.whenSet || rows.some((row) => column.value(row) !== ''));
  const cells = rows.map((row) => columns.map((column) => oneLine(column.value(row))));
  const wanted = columns.map((column, index) =>
    Math.max(widthOf(column.title), ...sampled(cells).map((line) => widthOf(line[index] ?? ''))),
  );
  const widths = options.width === null ? wanted : fitted(columns, wanted, options.width);
  const line = (parts: string[]) => parts.join(gap).trimEnd();
  const header = columns.map((column, index) =>
    pad(column.title, widths[index] ?? 0, column.align ?? 'left'),
  );
  const lines = rows.map((row, number) =>
    line(
      columns.map((column, index) => {
        const width = widths[index] ?? 0;
        const cut = column.shrink === 'middle' ? cutMiddle : cutEnd;
        const text = cut(cells[number]?.[index] ?? '', width);
        const painted = column.paint === undefined ? text : column.paint(text, row, options.paint);
        return pad(painted, width, column.align ?? 'left');
      }),
    ),
  );
  return `${[options.paint.bold(line(header)), ...lines].join('\n')}\n`;
}

/** Measuring a hundred thousand rows with one spread would overflow the stack. */
function sampled(cells: string[][]): string[][] {
  if (cells.length <= 10_000) return cells;
  const longest = cells[0]?.map((_, index) =>
    cells.reduce(
      (best, line) => (widthOf(line[index] ?? '') > widthOf(best) ? (line[index] ?? '') : best),
      '',
    ),
  );
  return [longest ?? []];
}

/** Takes columns away from the widest column that may shrink, until the line fits or nothing can give. */
function fitted<Row>(columns: readonly Column<Row>[], wanted: number[], width: number): number[] {
  const widths = [...wanted];
  const total = () => widths.reduce((sum, next) => sum + next, 0) + gap.length * (widths.length - 1);
  while (total() > width) {
    let widest = -1;
    for (const [index, column] of columns.entries()) {
      const now = widths[index] ?? 0;
      const least = Math.max(narrowest, widthOf(column.title));
      if (column.shrink !== undefined && now > least && now > (widths[widest] ?? 0)) widest = index;
    }
    if (widest < 0) return widths;
    widths[widest] = (widths[widest] ?? 1) - 1;
  }
  return widths;
}

export type Field = readonly [name: string, value: string | null | undefined];

/** `Name   value` lines for one thing; fields without a value are left out. */
export function renderFields(fields: readonly Field[], paint: Paint): string {
  const shown = fields.filter(([, value]) => value !== null && value !== undefined && value !== '');
  const width = Math.max(0, ...shown.map(([name]) => widthOf(name)));
  return shown.map(([name, value]) => `${paint.quiet(pad(name, width, 'left'))}  ${value}\n`).join('');
}
