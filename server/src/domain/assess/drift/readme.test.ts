import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { noiseRules } from './noise-rules.ts';
import { severityRules } from './severity-rules.ts';

const readme = readFileSync(new URL('./README.md', import.meta.url), 'utf8');

it('the README lists every noise rule and every severity rule, in order and word for word', () => {
  const rows = readme.split('\n').filter((line) => line.startsWith('| `'));
  expect(rows).toEqual([
    ...noiseRules.map(
      ({ id, sentence, source, mode }) =>
        `| \`${id}\` | ${sentence}${mode === 'declared' ? ' *(declarations only)*' : ''} | ${source} |`,
    ),
    ...severityRules.map(
      ({ id, severity, weakening, sentence }) =>
        `| \`${id}\` | ${severity} | ${weakening ? 'yes' : ''} | ${sentence} |`,
    ),
  ]);
});
