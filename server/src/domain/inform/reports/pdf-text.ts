/** What the fonts that every PDF reader has can show: Windows-1252. */
const beyondLatin1 = '€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ';
const printable = new RegExp(`^[\\x20-\\x7e\\xa0-\\xff${beyondLatin1}]*$`, 'u');
const single = new RegExp(`[^\\x20-\\x7e\\xa0-\\xff${beyondLatin1}]`, 'gu');
const written: Readonly<Record<string, string>> = {
  '→': '->',
  '←': '<-',
  '≥': '>=',
  '≤': '<=',
  '≠': '<>',
  '−': '-',
  '‑': '-',
  '\t': ' ',
  '\n': ' ',
  '\r': '',
  '\u202f': ' ',
  '\u2009': ' ',
};

/** The text in characters that can be shown; `lost` counts those that cannot and stand as a question mark. */
export function showable(text: string): { text: string; lost: number } {
  if (printable.test(text)) return { text, lost: 0 };
  let lost = 0;
  const shown = text.normalize('NFC').replace(single, (character) => {
    const known = written[character];
    if (known !== undefined) return known;
    lost += 1;
    return '?';
  });
  return { text: shown, lost };
}

/** The width of one character in points. */
export type WidthOf = (character: string) => number;

/** Identifiers may be broken behind these, as paths and sentences may behind a space. */
const signs = new Set(['/', ':', ',', ';', '-', '_', '.', '=', '|']);
/** A break at a space is taken when it leaves less of the line empty than this; times and names stay together. */
const emptiest = 0.6;

/**
 * Lines of at most `width` points. Broken behind a space or a sign of identifiers where there is one, else
 * anywhere: nothing is left out. Spaces at a break are dropped.
 */
export function wrap(text: string, width: number, widthOf: WidthOf): string[] {
  const lines: string[] = [];
  let start = 0;
  let breakAt = -1;
  let spaceAt = -1;
  let usedAtSpace = 0;
  let used = 0;
  let at = 0;
  while (at < text.length) {
    const character = text[at] as string;
    const more = widthOf(character);
    if (used + more > width && at > start) {
      const atSpace = spaceAt > start && usedAtSpace >= width * (1 - emptiest);
      const end = atSpace ? spaceAt : breakAt > start ? breakAt : at;
      lines.push(text.slice(start, end).trimEnd());
      start = end;
      while (text[start] === ' ') start += 1;
      at = start;
      used = 0;
      breakAt = -1;
      spaceAt = -1;
      continue;
    }
    used += more;
    at += 1;
    if (character === ' ') {
      spaceAt = at;
      usedAtSpace = used;
      breakAt = at;
    } else if (signs.has(character)) breakAt = at;
  }
  if (start < text.length || lines.length === 0) lines.push(text.slice(start));
  return lines;
}
