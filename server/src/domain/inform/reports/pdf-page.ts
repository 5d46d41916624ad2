import PDFDocument from 'pdfkit';
import { showable, type WidthOf, wrap } from './pdf-text.ts';

/** A4, landscape: the tables are wide. Points. */
const size = { width: 841.89, height: 595.28 };
const margin = { left: 40, right: 40, top: 58, bottom: 44 };
export const contentWidth = size.width - margin.left - margin.right;
export const bodyHeight = size.height - margin.top - margin.bottom;

const ink = {
  text: '#1f2328',
  quiet: '#59636e',
  good: '#116329',
  bad: '#b3141f',
  unsure: '#7d4e00',
  line: '#d1d9e0',
  fill: '#f6f8fa',
};
const faces = { regular: 'Helvetica', bold: 'Helvetica-Bold' } as const;
type Face = keyof typeof faces;
export type Style = {
  face: Face;
  size: number;
  lineHeight: number;
  color?: 'text' | 'quiet' | 'good' | 'bad' | 'unsure';
};

/** Drawn below each other from the top of a page; a new page is begun where one is full. */
export type PdfPages = {
  readonly stream: AsyncIterable<Buffer>;
  /** Points left on this page. */
  room(): number;
  newPage(): void;
  lines(text: string, style: Style, width?: number): string[];
  /** Writes at the present height without moving it. */
  put(
    text: string,
    style: Style,
    x: number,
    options?: { width?: number; align?: 'left' | 'right'; dy?: number },
  ): void;
  band(height: number): void;
  rule(): void;
  down(points: number): void;
  /** Waits until the reader has taken what was drawn, and lets others work. */
  breathe(): Promise<void>;
  /** Characters so far that no font could show. */
  lost(): number;
  end(): void;
  fail(error: Error): void;
};

export type PageWords = { title: string; organization: string; period: string; asOf: Date };

const waitingBytes = 512 * 1024;
const pollMs = 5;

export function openPdf(words: PageWords): PdfPages {
  const document = new PDFDocument({
    size: [size.width, size.height],
    margin: 0,
    autoFirstPage: false,
    bufferPages: false,
    compress: true,
    lang: 'en',
    displayTitle: true,
    pdfVersion: '1.7',
    // Nothing of the moment at which it is written: equal reports are equal bytes.
    info: {
      Title: words.title,
      Author: words.organization,
      Creator: 'InfraAudit',
      Producer: 'InfraAudit',
      CreationDate: words.asOf,
      ModDate: words.asOf,
    },
  });
  const widths: Record<Face, Map<string, number>> = { regular: new Map(), bold: new Map() };
  let lost = 0;
  let page = 0;
  let y = 0;

  const plain = (text: string): string => {
    const shown = showable(text);
    lost += shown.lost;
    return shown.text;
  };
  /** At size 1, measured once per character and face. */
  const unitWidth = (face: Face, character: string): number => {
    const known = widths[face].get(character);
    if (known !== undefined) return known;
    const width = document.font(faces[face]).fontSize(1000).widthOfString(character) / 1000;
    widths[face].set(character, width);
    return width;
  };
  const widthIn =
    (style: Style): WidthOf =>
    (character) =>
      unitWidth(style.face, character) * style.size;
  const widthOfText = (text: string, style: Style): number => {
    const widthOf = widthIn(style);
    let width = 0;
    for (const character of text) width += widthOf(character);
    return width;
  };
  const draw = (text: string, style: Style, x: number, top: number): void => {
    document
      .font(faces[style.face])
      .fontSize(style.size)
      .fillColor(ink[style.color ?? 'text'])
      .text(text, x, top, { lineBreak: false });
  };
  const headStyle: Style = { face: 'regular', size: 8, lineHeight: 11, color: 'quiet' };

  const newPage = (): void => {
    document.addPage();
    page += 1;
    draw(plain(words.organization), { ...headStyle, face: 'bold' }, margin.left, 26);
    const right = plain(words.period);
    draw(right, headStyle, size.width - margin.right - widthOfText(right, headStyle), 26);
    line(40);
    const number = `Page ${page}`;
    draw(plain(words.title), headStyle, margin.left, size.height - 30);
    draw(number, headStyle, size.width - margin.right - widthOfText(number, headStyle), size.height - 30);
    y = margin.top;
  };
  const line = (at: number): void => {
    document
      .moveTo(margin.left, at)
      .lineTo(size.width - margin.right, at)
      .lineWidth(0.5)
      .strokeColor(ink.line)
      .stroke();
  };

  return {
    stream: document,
    room: () => (page === 0 ? 0 : size.height - margin.bottom - y),
    newPage,
    lines: (text, style, width = contentWidth) => wrap(plain(text), width, widthIn(style)),
    put(text, style, x, { width = 0, align = 'left', dy = 0 } = {}) {
      const left = align === 'right' ? x + width - widthOfText(text, style) : x;
      draw(text, style, margin.left + left, y + dy);
    },
    band(height) {
      document.rect(margin.left, y, contentWidth, height).fillColor(ink.fill).fill();
    },
    rule: () => line(y),
    down(points) {
      y += points;
    },
    async breathe() {
      await new Promise((resolve) => setImmediate(resolve));
      while (document.readableLength > waitingBytes && !document.destroyed) {
        await new Promise((resolve) => setTimeout(resolve, pollMs));
      }
    },
    lost: () => lost,
    end: () => document.end(),
    fail: (error) => void document.destroy(error),
  };
}
