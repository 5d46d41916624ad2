import { stringify } from 'csv-stringify';
import { type LocalTime, localTimeIn } from './local-time.ts';
import type { Cell, WriteDocument } from './report.ts';

/**
 * One sheet for people: what the report is, then each table under its title, with an empty line between them.
 * Formulas are escaped, because spreadsheets run them.
 */
export const writeCsv: WriteDocument = async function* (document, signal) {
  const { head } = document;
  const local = localTimeIn(head.timeZone);
  async function* lines(): AsyncIterable<string[]> {
    yield ['Report', head.title];
    yield ['Kind', head.kindTitle];
    yield ['Organisation', head.organization];
    yield ['As of', local(head.asOf)];
    if (head.from !== null) yield ['Period from', local(head.from)];
    yield ['Time zone', head.timeZone];
    for await (const section of document.sections) {
      signal.throwIfAborted();
      yield [''];
      yield [section.title];
      for (const text of section.text) yield [text];
      for (const fact of section.facts) yield [fact.label, textOf(fact.value, local)];
      for (const table of section.tables) {
        yield [''];
        yield [table.title];
        yield table.columns.map(({ title }) => title);
        let rows = 0;
        for await (const row of table.rows) {
          rows += 1;
          yield row.map((cell) => textOf(cell, local));
        }
        if (rows === 0) yield [table.empty];
      }
    }
  }
  const sheet = stringify({ escape_formulas: true, record_delimiter: 'windows' });
  const filling = fill(lines(), sheet);
  filling.catch((error: unknown) => sheet.destroy(error as Error));
  for await (const chunk of sheet) yield chunk as Buffer;
  await filling;
};

async function fill(lines: AsyncIterable<string[]>, sheet: ReturnType<typeof stringify>): Promise<void> {
  for await (const line of lines) {
    if (!sheet.write(line)) await new Promise((resolve) => sheet.once('drain', resolve));
  }
  sheet.end();
}

/** A cell as text; nothing is an empty text. */
export function textOf(cell: Cell, local: LocalTime): string {
  if (cell === null) return '';
  if (cell instanceof Date) return local(cell);
  if (Array.isArray(cell)) return cell.join('; ');
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
  return String(cell);
}
