import { expect, it } from 'vitest';
import type { ExecutionReporter } from '../../../govern/jobs/index.ts';
import type { Candidate } from './candidates.ts';
import { leftList } from './left.ts';

const candidate = (resourceName: string): Candidate => ({
  reference: { type: 'drift', driftId: 1 },
  severity: 'high',
  name: 'drift 1',
  attribute: 'IsLogging',
  resourceId: 1,
  resourceName,
  providerId: 1,
  since: null,
});

it('what is left is named, counted by reason, and so is that more was not looked at', () => {
  const lines: string[] = [];
  const counts: Record<string, number> = {};
  const report: Pick<ExecutionReporter, 'log' | 'count'> = {
    log: (_level, line) => void lines.push(line),
    count: (name, by = 1) => {
      counts[name] = (counts[name] ?? 0) + by;
    },
  };
  const left = leftList(report);
  left.add(candidate('one'), 'limit');
  left.add(candidate('two'), 'cannot', 'it is shared');
  left.beyond('40 drifts beyond the first 2000');
  left.close();
  expect(lines).toEqual([
    'left: high drift 1 of one, beyond the limit of a run',
    'left: high drift 1 of two, that the change cannot put in order: it is shared',
    'not looked at in this run: 40 drifts beyond the first 2000',
  ]);
  expect(counts).toEqual({ left: 2, left_limit: 1, left_cannot: 1 });
  expect(left.sentence()).toBe(
    '1 beyond the limit of a run, 1 that the change cannot put in order, more that were not looked at',
  );
});
