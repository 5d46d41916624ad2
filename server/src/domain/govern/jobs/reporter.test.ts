import { describe, expect, it } from 'vitest';
import { manualClock } from '../../../platform/clock.ts';
import { reportBuffer } from './reporter.ts';

const clock = manualClock('2026-03-01T00:00:00Z');

function buffer(options: { lines?: number; maxLines?: number } = {}) {
  let full = 0;
  const report = reportBuffer({ clock, lines: 0, onFull: () => full++, ...options });
  const messages = () =>
    report
      .takeClosed('info', 'succeeded')
      .chunks.flatMap((chunk) => chunk.text.split('\n'))
      .map((line) => JSON.parse(line)[3] as string);
  return { report, messages, full: () => full };
}

describe('what a run reports', () => {
  it('is packed into chunks of at most a thousand lines, whose numbers follow each other', () => {
    const { report, full } = buffer({ lines: 10 });
    for (let line = 0; line < 2500; line++) report.log(line % 100 === 0 ? 'warn' : 'info', `line ${line}`);
    expect(full()).toBe(2);
    const { chunks } = report.takeClosed('info', 'succeeded');
    expect(chunks.map(({ first, last }) => [first, last])).toEqual([
      [11, 1010],
      [1011, 2010],
      [2011, 2511],
    ]);
    expect(chunks.map(({ levels }) => levels)).toEqual([
      { warn: 10, info: 990 },
      { warn: 10, info: 990 },
      { warn: 5, info: 496 },
    ]);
  });

  it('is packed by size where lines are long, and a line of a megabyte is cut and says so', () => {
    const { report, full } = buffer();
    for (let line = 0; line < 100; line++) report.log('info', 'x'.repeat(1_000_000));
    expect(full()).toBeGreaterThan(2);
    const { chunks } = report.takeClosed('info', 'succeeded');
    for (const { text } of chunks) expect(text.length).toBeLessThan(300_000);
    expect(chunks[0]?.text.split('\n')[0]).toContain('xxx … (992000 more characters)');
  });

  it('shows no secret, also where a line is cut in the middle of it', () => {
    const { report, messages } = buffer();
    const token = `ia_live_${'a'.repeat(40)}`;
    report.log('info', `key AKIAABCDEFGHIJKLMNOP, postgres://user:hunter2@db, ${token}`);
    report.log('info', `${'y '.repeat(3990)} ${token}`);
    const shown = messages().join('\n');
    for (const secret of ['AKIAABCDEFGHIJKLMNOP', 'hunter2', 'ia_live_aaa'])
      expect(shown).not.toContain(secret);
  });

  it('ends after a number of lines and says how many were not kept; the last word is kept', () => {
    const { report, messages } = buffer({ maxLines: 5 });
    for (let line = 1; line <= 12; line++) report.log('info', `line ${line}`);
    expect(messages()).toEqual([
      ...['line 1', 'line 2', 'line 3', 'line 4', 'line 5'],
      '7 more lines were not kept: a log ends after 5 lines',
      'succeeded',
    ]);
  });

  it('makes whoever waits for room wait until something is stored', async () => {
    const { report } = buffer();
    await report.drained();
    for (let line = 0; line < 5000; line++) report.log('info', 'line');
    let room = false;
    const waiting = report.drained().then(() => (room = true));
    await Promise.resolve();
    expect(room).toBe(false);
    report.take();
    report.stored();
    await waiting;
    expect(room).toBe(true);
  });

  it('is kept in order when it could not be stored', () => {
    const { report, messages } = buffer();
    report.log('info', 'one');
    const taken = report.take();
    report.log('info', 'two');
    report.giveBack(taken);
    expect(messages()).toEqual(['one', 'two', 'succeeded']);
  });

  it('does not change after it was closed', () => {
    const { report, messages } = buffer();
    messages();
    report.log('info', 'work that did not stop');
    report.effect('resource', 1, 'created');
    expect(report.take()).toEqual({ chunks: [], effects: [] });
  });
});
