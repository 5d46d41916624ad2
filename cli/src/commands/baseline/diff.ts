import { defineCommand, namedId } from '../../command.ts';
import { changesText } from '../../output/changes.ts';
import { counted } from '../../output/text.ts';

export const command = defineCommand({
  name: 'diff',
  summary: 'Two baselines of one resource, compared as drift detection compares',
  positionals: {
    a: namedId('<a>', 'Id of the earlier baseline', 'baseline'),
    b: namedId('<b>', 'Id of the later one', 'baseline'),
  },
  examples: [
    { command: 'infraudit baseline diff 3 7', does: 'what changed from 3 to 7' },
    { command: "infraudit baseline diff 3 7 -o json | jq '.diff[].path'", does: 'the changed paths' },
  ],
  async run(context, { a, b }) {
    const api = await context.api();
    const comparison = await api.call('compareBaselines', { path: { id: a, other_id: b } });
    const changes = comparison.diff.map((row) => ({
      path: row.path,
      change: row.change,
      before: row.baseline_a_value,
      after: row.baseline_b_value,
    }));
    await context.print.record(comparison, {
      keys: ['baseline_a', 'baseline_b', 'diff', 'folded'],
      text: (paint) =>
        changes.length === 0
          ? `No difference between baselines ${a} and ${b}.\n`
          : changesText(changes, paint),
    });
    context.closing(
      `${counted(changes.length, 'change')}, ${comparison.folded.length} folded by named rules`,
    );
    return 0;
  },
});
