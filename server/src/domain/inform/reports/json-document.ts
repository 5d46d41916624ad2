import { type LocalTime, localTimeIn } from './local-time.ts';
import type { Cell, Fact, WriteDocument } from './report.ts';

const flushAt = 64 * 1024;

/** One JSON object; a row of a table is an object with the keys of its columns and stands on a line of its own. */
export const writeJson: WriteDocument = async function* (document, signal) {
  const { head } = document;
  const local = localTimeIn(head.timeZone);
  let text = '';
  const add = (more: string): void => {
    text += more;
  };
  const full = (): boolean => text.length >= flushAt;
  const take = (): Buffer => {
    const taken = Buffer.from(text, 'utf8');
    text = '';
    return taken;
  };
  const headFields = {
    report: head.title,
    kind: head.kind,
    organization: head.organization,
    as_of: local(head.asOf),
    ...(head.from !== null && { period: { from: local(head.from), to: local(head.asOf) } }),
    time_zone: head.timeZone,
  };
  add(`${JSON.stringify(headFields).slice(0, -1)},"sections":[`);
  let firstSection = true;
  for await (const section of document.sections) {
    signal.throwIfAborted();
    const { id, title, text: sentences } = section;
    const fields = { id, title, text: sentences, facts: factsOf(section.facts, local) };
    add(`${firstSection ? '' : ','}\n${JSON.stringify(fields).slice(0, -1)},"tables":[`);
    firstSection = false;
    for (const [index, table] of section.tables.entries()) {
      add(
        `${index === 0 ? '' : ','}${JSON.stringify({ id: table.id, title: table.title }).slice(0, -1)},"rows":[`,
      );
      let rows = 0;
      for await (const row of table.rows) {
        add(rows === 0 ? '\n' : ',\n');
        rows += 1;
        add(
          JSON.stringify(
            Object.fromEntries(table.columns.map(({ key }, at) => [key, jsonOf(row[at] ?? null, local)])),
          ),
        );
        if (full()) yield take();
      }
      add(`],"row_count":${rows}}`);
    }
    add(']}');
    if (full()) yield take();
  }
  add('\n]}\n');
  yield take();
};

function factsOf(facts: readonly Fact[], local: LocalTime): Record<string, unknown> {
  return Object.fromEntries(facts.map(({ key, value }) => [key, jsonOf(value, local)]));
}

const jsonOf = (cell: Cell, local: LocalTime): unknown => (cell instanceof Date ? local(cell) : cell);
