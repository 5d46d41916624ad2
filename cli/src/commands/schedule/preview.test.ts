import { describe, expect, it } from 'vitest';
import { runCli } from '../../../test/fake-terminal.ts';

// A server that cannot be, to show that none is asked.
const environment = { HOME: '/nonexistent', INFRAUDIT_SERVER_URL: 'nonsense' };
const now = new Date('2026-03-28T12:00:00Z');
const schedule = (parameters: string[], stdin?: string) =>
  runCli(['schedule', ...parameters], { environment, now, ...(stdin === undefined ? {} : { stdin }) });
const berlin = ['preview', '30 2 * * *', '--tz', 'Europe/Berlin', '--count', '2'];
const jsonLines = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { id: unknown; next: string[]; error?: string });

describe('infraudit schedule preview', () => {
  it('shows a person UTC, local time and what the clock change does', async () => {
    const ran = await schedule(berlin);
    expect(ran.code).toBe(0);
    expect(ran.stdout).toBe(
      'UTC                   LOCAL                      CLOCK CHANGE\n' +
        '2026-03-29T01:00:00Z  2026-03-29T03:00:00+02:00  02:30 does not exist on 2026-03-29: runs right after the clock change\n' +
        '2026-03-30T00:30:00Z  2026-03-30T02:30:00+02:00\n',
    );
    expect(ran.stderr).toBe(
      '\nAt 02:30 · Europe/Berlin · next clock change 2026-10-25T01:00:00Z, 60 minutes back\n',
    );
  });

  it('lists what a policy skips without counting it', async () => {
    const ran = await schedule([...berlin, '--gap', 'skip', '-o', 'json']);
    expect(JSON.parse(ran.stdout)).toEqual([
      {
        at: '2026-03-29T01:00:00Z',
        local: '2026-03-29T03:00:00+02:00',
        clock_change: 'skipped_by_gap',
        note: '02:30 does not exist on 2026-03-29: does not run',
      },
      { at: '2026-03-30T00:30:00Z', local: '2026-03-30T02:30:00+02:00', clock_change: null, note: null },
      { at: '2026-03-31T00:30:00Z', local: '2026-03-31T02:30:00+02:00', clock_change: null, note: null },
    ]);
  });

  it('runs in both passes when asked to', async () => {
    const ran = await schedule([
      ...berlin,
      '--from',
      '2026-10-24T12:00:00Z',
      '--overlap',
      'both',
      '-o',
      'csv',
    ]);
    expect(ran.stdout).toBe(
      'at,local,clock_change,note\n' +
        '2026-10-25T00:30:00Z,2026-10-25T02:30:00+02:00,first_of_overlap,02:30 comes twice on 2026-10-25: this is the first\n' +
        '2026-10-25T01:30:00Z,2026-10-25T02:30:00+01:00,second_of_overlap,02:30 comes twice on 2026-10-25: this is the second\n',
    );
  });

  it.each([
    [['preview', '61 * * * *'], 'minute "61" must be from 0 to 59'],
    [['preview', '0 0 30 2 *'], 'never falls due: day 30 does not exist in February'],
    [['preview', '0 2 * * *', '--tz', 'Europe/Berln'], 'did you mean Europe/Berlin?'],
    [['preview'], 'An expression is needed'],
    [['preview', '0 2 * * *', '--count', '1001'], '--count must be a whole number from 1 to 1000'],
    [['describe', '* * *'], 'has 3'],
  ])('refuses %j and says why', async (parameters, reason) => {
    const ran = await schedule(parameters);
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toContain(reason);
  });

  it('says an expression in words', async () => {
    const ran = await schedule(['describe', '30 2 * * MON-FRI']);
    expect(ran).toMatchObject({ code: 0, stdout: 'At 02:30, Monday through Friday\n' });
  });
});

describe('infraudit schedule preview --jsonl', () => {
  it('answers every line in the same order, a bad one by its error', async () => {
    const asked = { expr: '0 2 * * *', tz: 'America/New_York', from: '2026-03-07T12:00:00Z', count: 1 };
    const lines = [
      JSON.stringify({ id: 'a', ...asked }),
      '{broken',
      JSON.stringify({ id: 7, ...asked, gap: 'skip' }),
      JSON.stringify({ id: 'c', ...asked, expr: '0 0 31 4 *' }),
      JSON.stringify({ id: 'd', ...asked, tz: 'Mars/Base' }),
      JSON.stringify({ id: 'e', ...asked, count: 1001 }),
      JSON.stringify({ id: 'f', ...asked, from: '2026-03-07T12:00:00' }),
      JSON.stringify({ id: 'g', ...asked, overlap: 'never' }),
      '[]',
    ];
    const ran = await schedule(['preview', '--jsonl'], lines.join('\n'));
    expect(ran.code).toBe(0);
    const answers = jsonLines(ran.stdout);
    expect(answers.map(({ id }) => id)).toEqual(['a', null, 7, 'c', 'd', 'e', 'f', 'g', null]);
    expect(answers.map(({ next }) => next)).toEqual([
      ['2026-03-08T07:00:00Z'],
      [],
      ['2026-03-09T06:00:00Z'],
      ...Array.from({ length: 6 }, () => []),
    ]);
    expect(answers.map(({ error }) => error ?? '')).toEqual([
      '',
      expect.stringContaining('line: is not JSON'),
      '',
      'expr: never falls due: day 31 does not exist in April',
      expect.stringContaining('time zone "Mars/Base" is not known'),
      'count: must be a whole number from 1 to 1000',
      expect.stringContaining('from: must be an ISO instant with Z or an offset'),
      'overlap: must be first, second or both',
      'line: must be an object',
    ]);
    expect(ran.stderr).toBe('9 lines answered, 7 of them could not be previewed: see their error\n');
  });
});
