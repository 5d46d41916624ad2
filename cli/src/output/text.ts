/** Text for a terminal: what comes from a cloud may hold anything, so nothing is printed as it came. */

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not reach the terminal
const unsafe = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** One line without control characters, escape sequences or characters that turn the reading direction. */
export function oneLine(text: string): string {
  return text.replace(/[\t\r\n]+/g, ' ').replace(unsafe, '');
}

const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;
const zero = /^(?:\p{Mn}|\p{Me}|\u200d|\ufe0f)$/u;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the colours that we put in ourselves
const colours = /\u001b\[[\d;]*m/g;

/** Columns that the text takes in a terminal; colours take none. */
export function widthOf(text: string): number {
  const plain = text.replace(colours, '');
  if (/^[\x20-\x7e]*$/.test(plain)) return plain.length;
  let width = 0;
  for (const character of plain) width += zero.test(character) ? 0 : wide.test(character) ? 2 : 1;
  return width;
}

/** At most `width` columns, the end replaced by `…`. */
export function cutEnd(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  return `${head(text, width - 1)}…`;
}

/** At most `width` columns, the middle replaced by `…`: both ends of an id or ARN say something. */
export function cutMiddle(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  const tailWidth = Math.floor((width - 1) / 2);
  const reversed = [...text].reverse().join('');
  const tail = [...head(reversed, tailWidth)].reverse().join('');
  return `${head(text, width - 1 - tailWidth)}…${tail}`;
}

function head(text: string, width: number): string {
  let kept = '';
  let used = 0;
  for (const character of text) {
    const next = widthOf(character);
    if (used + next > width) break;
    kept += character;
    used += next;
  }
  return kept;
}

export function pad(text: string, width: number, align: 'left' | 'right'): string {
  const space = ' '.repeat(Math.max(0, width - widthOf(text)));
  return align === 'right' ? space + text : text + space;
}

/** `1 drift`, `2 drifts`, `3 policies`. */
export function counted(count: number, noun: string, plural = pluralOf(noun)): string {
  return `${count.toLocaleString('en')} ${count === 1 ? noun : plural}`;
}

const pluralOf = (noun: string): string => (/[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}s`);
