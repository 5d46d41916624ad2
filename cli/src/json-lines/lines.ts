/** One line of a stream as bytes, or how long it was when it was too long to keep. */
export type Line = { bytes: Buffer } | { tooLong: number };

const newline = 0x0a;

/**
 * Splits a stream of bytes into lines without keeping more than one line and one chunk. A line longer than
 * `maximum` bytes is skipped to its end and told as such.
 */
export async function* linesOf(source: AsyncIterable<Buffer>, maximum: number): AsyncGenerator<Line> {
  let parts: Buffer[] = [];
  let length = 0;
  for await (const chunk of source) {
    let start = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, start)) {
      yield finish(parts, length, chunk.subarray(start, end), maximum);
      parts = [];
      length = 0;
      start = end + 1;
    }
    const rest = chunk.subarray(start);
    length += rest.length;
    if (length > maximum) parts = [];
    else if (rest.length > 0) parts.push(rest);
  }
  if (length > 0) yield finish(parts, length, Buffer.alloc(0), maximum);
}

function finish(parts: Buffer[], length: number, last: Buffer, maximum: number): Line {
  const total = length + last.length;
  if (total > maximum) return { tooLong: total };
  return { bytes: parts.length === 0 ? last : Buffer.concat([...parts, last]) };
}
