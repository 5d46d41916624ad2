import { noiseRules } from '../../server/src/domain/assess/drift/noise-rules.ts';
import { severityRules } from '../../server/src/domain/assess/drift/severity-rules.ts';
import type { GeneratedFile } from './collectors.ts';
import { code, referencePage, table } from './page.ts';

/** Every rule that folds a difference, and every rule that gives a severity, in the order they are asked. */
export async function generate(): Promise<GeneratedFile[]> {
  const folding = noiseRules.map(({ id, sentence, source, mode }) => [
    code(id),
    sentence,
    mode === 'declared' ? 'declarations' : 'always',
    source,
  ]);
  const rating = severityRules.map(({ id, severity, weakening, sentence }) => [
    code(id),
    severity,
    weakening ? 'security' : 'configuration',
    sentence,
  ]);
  return [
    referencePage('drift-rules', 'the rules of drift detection', [
      '# Rules of drift detection',
      '',
      'How they work together is told in the guide [drift.md](../guides/drift.md).',
      '',
      '## Noise rules',
      '',
      `${folding.length} rules fold differences that mean nothing. A folded difference is not a drift; it is still`,
      'shown, with the name of the rule. Rules for declarations only work where a declaration is compared with a live',
      'resource (`infraudit diff`); two observations of the same resource are compared by the others.',
      '',
      ...table(['Rule', 'Why the difference is not drift', 'When', 'Source'], folding),
      '',
      '## Severity rules',
      '',
      `${rating.length} rules, asked in this order for each change; the first that applies decides. A drift has the`,
      'worst severity of its changes.',
      '',
      ...table(['Rule', 'Severity', 'Drift type', 'Because'], rating),
    ]),
  ];
}
