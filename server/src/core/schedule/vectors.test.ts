import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type ClockChangePolicy, nextRun } from '../schedule.ts';

type Vector = {
  id: string;
  category: string;
  expr: string;
  tz: string;
  from: string;
  /** What the agreeing implementations answer; absent where there is no majority. */
  next?: string[];
  /** Implementations with another answer; those that refuse the expression are not listed. */
  differing?: string[];
  policies?: Record<string, string[]>;
};

const vectors = readFileSync(new URL('../testing/cron-vectors.jsonl', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Vector);

function runsOf(
  { expr, tz, from }: Vector,
  count: number,
  policy: Partial<ClockChangePolicy> = {},
): string[] {
  const schedule = { timing: { kind: 'cron' as const, expression: expr }, timeZone: tz, ...policy };
  const runs: string[] = [];
  let next = nextRun(schedule, new Date(from));
  for (; next !== null && runs.length < count; next = nextRun(schedule, next)) {
    runs.push(next.toISOString().replace('.000Z', 'Z'));
  }
  return runs;
}

/**
 * Published answers that follow another policy than our default: robfig/cron skips a gap and runs both passes of
 * an overlap. c087 is `0 0-3 * * *`, which Debian calls a fixed time; the majority calls it an hourly job.
 */
const policyOfRow: Record<string, Partial<ClockChangePolicy>> = {
  'robfig-20': { gap: 'skip' },
  'robfig-33': { overlap: 'both' },
  'robfig-38': { overlap: 'both' },
  'robfig-48': { overlap: 'both' },
  c087: { overlap: 'both' },
};

const answered = vectors.filter((vector) => vector.next !== undefined);
const unanimous = answered.filter(({ differing }) => differing === undefined);

describe('the answers of independent implementations', () => {
  it('are here', () => {
    expect(vectors.length).toBe(73);
    expect(unanimous.length).toBeGreaterThan(40);
  });

  it.each(unanimous)('agree with ours where they agree with each other: $id $expr $tz', (vector) => {
    expect(runsOf(vector, Math.max(vector.next?.length ?? 0, 1))).toEqual(vector.next);
  });

  it.each(answered)('are ours by a majority, under the policy of the row: $id $expr $tz', (vector) => {
    expect(runsOf(vector, Math.max(vector.next?.length ?? 0, 1), policyOfRow[vector.id])).toEqual(
      vector.next,
    );
  });

  it('need another policy than the default in few rows, and each of them needs it', () => {
    for (const [id, policy] of Object.entries(policyOfRow)) {
      const vector = answered.find((each) => each.id === id);
      expect(vector, id).toBeDefined();
      if (vector !== undefined) {
        expect(runsOf(vector, vector.next?.length ?? 0), `${id} ${JSON.stringify(policy)}`).not.toEqual(
          vector.next,
        );
      }
    }
  });
});

const followsRealTime = ({ expr }: Vector): boolean => expr.startsWith('*') || expr.split(' ')[1] === '*';
const named: [prefix: string, policy: Partial<ClockChangePolicy>][] = [
  ['run at the end of the gap', {}],
  ['run at the end of the gap', { gap: 'run_after', overlap: 'first' }],
  ['skip', { gap: 'skip' }],
  ['once, first pass', {}],
  ['twice', { overlap: 'both' }],
  ['once, second pass', { overlap: 'second' }],
];
const policyRows = vectors
  .filter((vector) => vector.id !== 'c087' && !followsRealTime(vector))
  .flatMap((vector) =>
    Object.entries(vector.policies ?? {}).flatMap(([name, runs]) =>
      named
        .filter(([prefix]) => name.startsWith(prefix))
        .map(([prefix, policy]) => ({ vector, id: vector.id, prefix, policy, runs })),
    ),
  );

describe('a policy that a row names', () => {
  it('is among ours', () => {
    expect(new Set(policyRows.map(({ prefix }) => prefix)).size).toBe(5);
    expect(policyRows.length).toBeGreaterThan(30);
  });

  it.each(policyRows)('gives the runs of $id: $prefix, $policy', ({ vector, policy, runs }) => {
    expect(runsOf(vector, runs.length, policy)).toEqual(runs);
  });

  it('does not change a job that follows real time', () => {
    const rows = vectors.filter((vector) => vector.category.startsWith('dst') && followsRealTime(vector));
    expect(rows.length).toBeGreaterThan(2);
    for (const vector of rows) {
      for (const [, policy] of named)
        expect(runsOf(vector, vector.next?.length ?? 0, policy)).toEqual(vector.next);
    }
  });
});
