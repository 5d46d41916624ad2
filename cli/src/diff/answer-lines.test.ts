import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type DiffAnswer, diffText } from '@infraudit/server/offline';
import { describe, expect, it } from 'vitest';
import { answerLines } from './answer-lines.ts';

async function answers(input: string | Buffer, compare = diffText, longest?: number) {
  const written: string[] = [];
  async function* source() {
    yield Buffer.from(input as string);
  }
  const write = async (text: string) => void written.push(text);
  const totals = await answerLines(source(), compare, write, longest);
  return { totals, lines: written.map((text) => JSON.parse(text) as DiffAnswer) };
}

const pair = (id: unknown, before: unknown, after: unknown, more = {}) =>
  JSON.stringify({ id, type: 's3_bucket', before, after, ...more });

describe('comparing line by line', () => {
  it('answers in the same order, a wrong line by its error and the others all the same', async () => {
    const input = [
      pair('a', {}, {}),
      '{broken',
      pair(
        'b',
        { VersioningConfiguration: { Status: 'Enabled' } },
        { VersioningConfiguration: { Status: 'Suspended' } },
      ),
      pair('c', {}, 3),
      '[]',
    ].join('\n');
    const { lines, totals } = await answers(input);
    expect(lines.map(({ id }) => id)).toEqual(['a', null, 'b', 'c', null]);
    expect(lines.map(({ error }) => error?.split(':')[0])).toEqual([
      undefined,
      'line',
      undefined,
      'after',
      'line',
    ]);
    expect(lines[2]?.changes).toEqual([
      { path: 'VersioningConfiguration.Status', change: 'modified', before: 'Enabled', after: 'Suspended' },
    ]);
    expect(lines[2]?.drifts).toHaveLength(1);
    expect(totals).toMatchObject({ answered: 5, withErrors: 3 });
  });

  it('passes over blank lines, a byte order mark and carriage returns', async () => {
    const { lines } = await answers(`\ufeff${pair(1, {}, {})}\r\n\r\n  \n${pair(2, {}, {})}`);
    expect(lines.map(({ id, error }) => [id, error])).toEqual([
      [1, undefined],
      [2, undefined],
    ]);
  });

  it('says which bytes it cannot read', async () => {
    const { lines } = await answers(Buffer.from([0x22, 0xff, 0x22, 0x0a]));
    expect(lines[0]?.error).toBe('line: is not UTF-8');
  });

  it('answers a line that is too long', async () => {
    const { lines } = await answers(
      `${pair(1, { a: 'x'.repeat(500) }, {})}\n${pair(2, {}, {})}`,
      diffText,
      300,
    );
    expect(lines.map(({ error }) => error?.includes('more than 300'))).toEqual([true, undefined]);
  });

  it('goes on when a comparison is surprised', async () => {
    const { lines, totals } = await answers('1\n2', (text) => {
      if (text === '1') throw new Error('surprise');
      return { id: 2, changes: [], drifts: [], folded: [] };
    });
    expect(lines.map(({ error }) => error)).toEqual(['line: could not be compared (surprise)', undefined]);
    expect(totals.withErrors).toBe(1);
  });
});

const corpus = findUp(join('shared', 'corpora', 'aws-live', 'cases.jsonl'));
if (corpus === undefined) console.warn('Skipped: ../shared/corpora/aws-live is not there.');

describe.skipIf(corpus === undefined)('recorded live models', () => {
  type Case = { id: string; type: string; live: unknown; schema: unknown };
  const cases = () =>
    readFileSync(corpus ?? '', 'utf8')
      .trim()
      .split('\n')
      .map((text) => JSON.parse(text) as Case);

  it('do not differ from themselves', async () => {
    const input = cases().map(({ id, type, live, schema }) =>
      JSON.stringify({ id, type, before: live, after: live, schema }),
    );
    const { lines, totals } = await answers(input.join('\n'));
    expect(totals).toEqual({ answered: input.length, withErrors: 0, worst: new Set() });
    expect(lines.filter(({ changes, drifts }) => changes.length + drifts.length > 0)).toEqual([]);
  });

  it('differ when something is added that was not there', async () => {
    const input = cases().map(({ id, type, live, schema }) =>
      JSON.stringify({
        id,
        type,
        before: live,
        after: { ...(live as object), NeverSeenBefore: 'x' },
        schema,
      }),
    );
    const { lines } = await answers(input.join('\n'));
    const missed = lines.filter(({ changes }) => !changes.some(({ path }) => path === 'NeverSeenBefore'));
    expect(missed.map(({ id }) => id)).toEqual([]);
  });
});

/** The file beside any folder above this one. */
function findUp(path: string): string | undefined {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (dirname(folder) !== folder) {
    if (existsSync(join(folder, path))) return join(folder, path);
    folder = dirname(folder);
  }
  return undefined;
}
