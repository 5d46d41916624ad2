import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Line, linesOf } from './lines.ts';

async function read(chunks: Buffer[], maximum = 1000): Promise<(string | number)[]> {
  async function* source() {
    yield* chunks;
  }
  const found: (string | number)[] = [];
  for await (const line of linesOf(source(), maximum)) found.push(shown(line));
  return found;
}

const shown = (line: Line) => ('tooLong' in line ? line.tooLong : line.bytes.toString());

describe('lines of a stream', () => {
  it('are the same however the stream was cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.stringMatching(/^[ab\n]{0,8}$/)), async (pieces) => {
        const text = pieces.join('');
        const whole = text.split('\n');
        if (whole.at(-1) === '') whole.pop();
        expect(await read(pieces.map((piece) => Buffer.from(piece)))).toEqual(whole);
      }),
    );
  });

  it('are skipped to their end when they are too long, and the next one is whole', async () => {
    const chunks = ['aaaaaa', 'aaaa', 'aa\nbb\n', 'cccccccccccc\nd'].map((text) => Buffer.from(text));
    expect(await read(chunks, 5)).toEqual([12, 'bb', 12, 'd']);
  });
});
