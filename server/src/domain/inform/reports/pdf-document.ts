import { textOf } from './csv-document.ts';
import { localTimeIn } from './local-time.ts';
import { bodyHeight, contentWidth, openPdf, type PdfPages, type Style } from './pdf-page.ts';
import type { Cell, Column, Fact, ReportDocument, Table, Tone, WriteDocument } from './report.ts';

const title: Style = { face: 'bold', size: 20, lineHeight: 26 };
const heading: Style = { face: 'bold', size: 13, lineHeight: 18 };
const subheading: Style = { face: 'bold', size: 9.5, lineHeight: 13 };
const body: Style = { face: 'regular', size: 9, lineHeight: 13 };
const quiet: Style = { ...body, color: 'quiet' };
const cellStyle: Style = { face: 'regular', size: 7.2, lineHeight: 9.2 };
const headStyle: Style = { face: 'bold', size: 7.2, lineHeight: 9.2, color: 'quiet' };
const leadStyle: Style = { ...cellStyle, face: 'bold' };
const cellGap = 7;
const cellPadding = 3.5;
const labelWidth = 240;
const rowsPerBreath = 25;

type Text = (cell: Cell) => string;

/** Pages to read and to print. Rows break over pages under a repeated head; equal reports give equal bytes. */
export const writePdf: WriteDocument = async function* (document, signal) {
  const local = localTimeIn(document.head.timeZone);
  // With spaces a time breaks where a person would break it.
  const spaced = (instant: Date): string =>
    local(instant)
      .replace('T', ' ')
      .replace(/([+-]\d\d:\d\d)$/, ' $1');
  const text: Text = (cell) => textOf(cell, spaced);
  const { head } = document;
  const pages = openPdf({
    title: head.title,
    organization: head.organization,
    period: `${head.kindTitle}, ${head.from === null ? '' : `${spaced(head.from)} to `}${spaced(head.asOf)}`,
    asOf: head.asOf,
  });
  const drawing = draw(pages, document, text, signal);
  drawing.then(
    () => pages.end(),
    (error: unknown) => pages.fail(error as Error),
  );
  for await (const chunk of pages.stream) yield chunk;
  await drawing;
};

async function draw(
  pages: PdfPages,
  document: ReportDocument,
  text: Text,
  signal: AbortSignal,
): Promise<void> {
  const { head } = document;
  pages.newPage();
  paragraph(pages, head.title, title);
  pages.down(2);
  paragraph(pages, `As of ${text(head.asOf)}`, body);
  const period = head.from === null ? 'Times' : `Period from ${text(head.from)} · times`;
  paragraph(pages, `${period} in ${head.timeZone}`, quiet);
  for await (const section of document.sections) {
    signal.throwIfAborted();
    // The title never stands alone at the foot of a page, nor with that of its table.
    if (pages.room() < 130 || section.newPage === true) pages.newPage();
    else pages.down(16);
    paragraph(pages, section.title, heading);
    pages.down(3);
    for (const sentence of section.text) paragraph(pages, sentence, body);
    if (section.text.length > 0) pages.down(3);
    for (const fact of section.facts) drawFact(pages, fact, text);
    for (const table of section.tables) await drawTable(pages, table, text);
    await pages.breathe();
  }
  if (pages.lost() > 0) {
    pages.down(10);
    paragraph(
      pages,
      `${pages.lost()} characters that the fonts of this document do not have stand as question marks; the CSV and the JSON of the same report have them.`,
      quiet,
    );
  }
}

function paragraph(pages: PdfPages, text: string, style: Style): void {
  for (const line of pages.lines(text, style)) {
    if (pages.room() < style.lineHeight) pages.newPage();
    pages.put(line, style, 0);
    pages.down(style.lineHeight);
  }
}

function drawFact(pages: PdfPages, fact: Fact, text: Text): void {
  const lines = pages.lines(text(fact.value), body, contentWidth - labelWidth);
  if (pages.room() < body.lineHeight) pages.newPage();
  pages.put(pages.lines(fact.label, quiet, labelWidth)[0] ?? '', quiet, 0);
  for (const line of lines) {
    if (pages.room() < body.lineHeight) pages.newPage();
    pages.put(line, body, labelWidth);
    pages.down(body.lineHeight);
  }
}

const toneStyles: Partial<Record<Tone | 'none', Style>> = {
  good: { ...cellStyle, face: 'bold', color: 'good' },
  bad: { ...cellStyle, face: 'bold', color: 'bad' },
  unsure: { ...cellStyle, face: 'bold', color: 'unsure' },
  quiet: { ...cellStyle, color: 'quiet' },
};

type Place = { x: number; width: number; column: Column };

async function drawTable(pages: PdfPages, table: Table, text: Text): Promise<void> {
  const places = placesOf(table.columns);
  const begin = (again: boolean): void => {
    const words = again ? `${table.title} (continued)` : table.title;
    paragraph(pages, words, subheading);
    drawHead(pages, places);
  };
  // The title never stands alone at the foot of a page.
  if (pages.room() < 70) pages.newPage();
  else pages.down(10);
  let rows = 0;
  for await (const row of table.rows) {
    if (rows === 0) begin(false);
    rows += 1;
    const base = table.leads?.(row) === true ? leadStyle : cellStyle;
    drawRow(pages, places, { row, base }, text, () => begin(true));
    if (rows % rowsPerBreath === 0) await pages.breathe();
  }
  if (rows > 0) return;
  paragraph(pages, table.title, subheading);
  paragraph(pages, table.empty, quiet);
}

function placesOf(columns: readonly Column[]): Place[] {
  const weights = columns.reduce((sum, { weight }) => sum + weight, 0);
  const free = contentWidth - cellGap * (columns.length - 1);
  let x = 0;
  return columns.map((column) => {
    const place = { x, width: (free * column.weight) / weights, column };
    x += place.width + cellGap;
    return place;
  });
}

function drawHead(pages: PdfPages, places: readonly Place[]): void {
  const cells = places.map(({ column, width }) => pages.lines(column.title, headStyle, width));
  const height = Math.max(...cells.map((lines) => lines.length)) * headStyle.lineHeight + 2 * cellPadding;
  pages.band(height);
  drawLines(
    pages,
    places,
    cells,
    0,
    Number.POSITIVE_INFINITY,
    places.map(() => headStyle),
  );
  pages.down(height);
}

/** A row that fits on one page stands on one; a longer one goes on under the head of the next. */
function drawRow(
  pages: PdfPages,
  places: readonly Place[],
  { row, base }: { row: readonly Cell[]; base: Style },
  text: Text,
  onNewPage: () => void,
): void {
  const texts = places.map((_place, at) => text(row[at] ?? null));
  const styles = places.map(
    ({ column }, at) =>
      toneStyles[column.tones?.[texts[at] as string] ?? 'none'] ?? (column.leads === true ? base : cellStyle),
  );
  const cells = places.map(({ width }, at) => pages.lines(texts[at] as string, styles[at] as Style, width));
  const longest = Math.max(...cells.map((lines) => lines.length));
  const heightOf = (lines: number): number => lines * cellStyle.lineHeight + 2 * cellPadding;
  const fits = heightOf(longest) <= bodyHeight - 60;
  let done = 0;
  while (done < longest) {
    const left = longest - done;
    const possible = Math.floor((pages.room() - 2 * cellPadding) / cellStyle.lineHeight);
    if (possible < (fits ? left : 1)) {
      pages.newPage();
      onNewPage();
      continue;
    }
    const now = Math.min(possible, left);
    drawLines(pages, places, cells, done, done + now, styles);
    pages.down(heightOf(now));
    done += now;
  }
  pages.rule();
}

function drawLines(
  pages: PdfPages,
  places: readonly Place[],
  cells: readonly string[][],
  from: number,
  to: number,
  styles: readonly Style[],
): void {
  for (const [index, { x, width, column }] of places.entries()) {
    const style = styles[index] as Style;
    for (const [at, line] of (cells[index] ?? []).slice(from, to).entries()) {
      if (line === '') continue;
      pages.put(line, style, x, {
        width,
        align: column.align ?? 'left',
        dy: cellPadding + at * style.lineHeight,
      });
    }
  }
}
