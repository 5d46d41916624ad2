import type { OutputFormat } from '../settings.ts';
import { machineText } from './formats.ts';
import { type Paint, paintFor } from './paint.ts';
import { type Column, type Field, renderFields, renderTable } from './table.ts';

export type ListView<Row> = {
  columns: readonly Column<Row>[];
  /** Columns of the CSV; permanent. */
  keys: readonly (keyof Row & string)[];
  /** What to say instead of a table without rows. */
  empty: string;
};

export type RecordView<Row> = {
  keys: readonly (keyof Row & string)[];
  /** For eyes; ends with a line end. */
  text(paint: Paint): string;
};

/** Writes answers to standard output in the format that was chosen, and nothing else there. */
export type Printer = {
  format: OutputFormat;
  paint: Paint;
  list<Row extends object>(rows: readonly Row[], view: ListView<Row>): Promise<void>;
  record<Row extends object>(row: Row, view: RecordView<Row>): Promise<void>;
  /** Text as it is, whatever the format. */
  text(text: string): Promise<void>;
  /** Text for eyes below a record; absent from every other format. */
  aside(text: string): Promise<void>;
  fields(fields: readonly Field[]): string;
  table<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string;
};

export function printerFor(
  format: OutputFormat,
  options: {
    color: boolean;
    width: number | null;
    write: (text: string) => Promise<void>;
    say: (line: string) => void;
  },
): Printer {
  const paint = paintFor(options.color);
  const table = <Row>(columns: readonly Column<Row>[], rows: readonly Row[]) =>
    renderTable(columns, rows, { paint, width: options.width });
  return {
    format,
    paint,
    table,
    fields: (fields) => renderFields(fields, paint),
    text: options.write,
    async list(rows, view) {
      if (format !== 'table') await options.write(await machineText(format, rows, view.keys));
      else if (rows.length === 0) options.say(view.empty);
      else await options.write(table(view.columns, rows));
    },
    async record(row, view) {
      await options.write(format === 'table' ? view.text(paint) : await machineText(format, row, view.keys));
    },
    async aside(text) {
      if (format === 'table' && text !== '') await options.write(text);
    },
  };
}
