import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { GeneratedFile } from './collectors.ts';

const corpora = fileURLToPath(new URL('../../../shared/corpora', import.meta.url));
const recorded = join(corpora, 'prowler/prowler-compliance.jsonl');
const target = 'server/src/plugins/frameworks/checks.generated.ts';

/** Which recorded files are about a framework of ours; the numbering of each has its own habits. */
const sources: readonly { file: RegExp; framework: string; idOf: (theirs: string) => string }[] = [
  { file: /^aws\/cis_4\.0_aws/, framework: 'cis-aws 4.0.1', idOf: same },
  { file: /^aws\/cis_([235]\.0)_aws/, framework: 'cis-aws $1', idOf: same },
  { file: /^gcp\/cis_([25]\.0)_gcp/, framework: 'cis-gcp $1', idOf: same },
  { file: /^azure\/cis_([26]\.0)_azure/, framework: 'cis-azure $1', idOf: same },
  { file: /^kubernetes\/cis_(1\.8|2\.0\.1)_kubernetes/, framework: 'cis-kubernetes $1', idOf: same },
  { file: /\/soc2_/, framework: 'soc2 2017', idOf: trustCriterion },
  { file: /\/hipaa_/, framework: 'hipaa 2013', idOf: securityRule },
  { file: /\/iso27001_2022_/, framework: 'iso-27001 2022', idOf: same },
  { file: /^aws\/pci_3\.2\.1_/, framework: 'pci-dss 3.2.1', idOf: withoutProcedure },
  { file: /\/pci_4\.0_/, framework: 'pci-dss 4.0.1', idOf: withoutCounter },
  { file: /^aws\/nist_800_53_revision_5_/, framework: 'nist-800-53 5', idOf: nistControl },
];

/** One recorded row: `theirs` is the number as recorded, `requirement` the number as the standard writes it. */
export type RecordedRow = {
  framework: string;
  provider: string;
  theirs: string;
  requirement: string;
  checks: readonly string[];
};

type Row = { file: string; provider: string; requirement: string; checks?: string[] };

/** The recorded rows of our frameworks, or undefined where the recordings are not at hand. */
export function recordedRows(): RecordedRow[] | undefined {
  if (!existsSync(recorded)) return undefined;
  const answer: RecordedRow[] = [];
  for (const line of readFileSync(recorded, 'utf8').split('\n')) {
    if (line === '') continue;
    const { file, provider, requirement, checks = [] } = JSON.parse(line) as Row;
    for (const source of sources) {
      const match = source.file.exec(file);
      if (match === null) continue;
      const framework = source.framework.replace('$1', match[1] ?? '');
      const theirs = repaired(file, requirement, checks);
      answer.push({ framework, provider, theirs, requirement: source.idOf(theirs), checks });
    }
  }
  return answer;
}

/** The record of version 5.0 for AWS wrote 1.10 as the number 1.1, so that it has that one twice. */
function repaired(file: string, requirement: string, checks: readonly string[]): string {
  const isTheTenth =
    file === 'aws/cis_5.0_aws.json' && checks.includes('iam_user_no_setup_initial_access_key');
  return isTheTenth && requirement === '1.1' ? '1.10' : requirement;
}

function same(theirs: string): string {
  return theirs;
}

/** `cc_1_3` is CC1.3, `cc_a_1_1` is A1.1, `pi_1_2` is PI1.2. */
export function trustCriterion(theirs: string): string {
  const [, series = '', major = '', minor = ''] =
    /^(?:cc_(?=[a-z]))?([a-z]+)_(\d+)_(\d+)$/.exec(theirs) ?? [];
  return `${series.toUpperCase()}${major}.${minor}`;
}

/** `164_308_a_1_ii_a` is 164.308(a)(1)(ii)(A). */
export function securityRule(theirs: string): string {
  const [part, section, ...levels] = theirs.split('_');
  return `${part}.${section}${levels.map((level, depth) => `(${depth === 3 ? level.toUpperCase() : level})`).join('')}`;
}

/** A letter at the end names a testing procedure of the requirement: `1.1.4.c`. */
export function withoutProcedure(theirs: string): string {
  return theirs.replace(/\.[a-z]$/, '');
}

/** The last number counts the checks of the requirement: `1.2.5.1` is the first one of 1.2.5. */
export function withoutCounter(theirs: string): string {
  return theirs.slice(0, theirs.lastIndexOf('.'));
}

/** Numbers that are no enhancement of revision 5, withdrawn or never there, and the control that has their content. */
export const nistMoved: Readonly<Record<string, string>> = {
  'AC-3(1)': 'AC-6',
  'CP-1(2)': 'CP-1',
  'SA-1(1)': 'SA-1',
  'SC-7(2)': 'SC-7',
  'SI-1(1)': 'SI-1',
};

/** `ac_2_1` is AC-2(1); `ac_3_3_b_3` is a part of AC-3(3), and `ac_2_d_1` a part of AC-2. */
export function nistControl(theirs: string): string {
  const [family = '', number = '', enhancement = ''] = theirs.split('_');
  const control = `${family.toUpperCase()}-${number}`;
  if (!/^\d+$/.test(enhancement)) return control;
  const id = `${control}(${enhancement})`;
  return nistMoved[id] ?? id;
}

/** The facts as compact data; the committed file stays where the recordings are not at hand. */
export async function generate(): Promise<GeneratedFile[]> {
  const rows = recordedRows();
  if (rows === undefined) return [];
  const checks: Record<string, string[]> = {};
  for (const { provider, checks: names } of rows) {
    checks[provider] ??= [];
    checks[provider].push(...names);
  }
  for (const provider of Object.keys(checks)) checks[provider] = [...new Set(checks[provider])].sort();
  const place: Record<string, Map<string, number>> = Object.fromEntries(
    Object.entries(checks).map(([provider, names]) => [
      provider,
      new Map(names.map((name, index) => [name, index])),
    ]),
  );
  const frameworks: Record<string, Record<string, Record<string, Set<number>>>> = {};
  for (const { framework, provider, requirement, checks: names } of rows) {
    frameworks[framework] ??= {};
    frameworks[framework][provider] ??= {};
    if (names.length === 0) continue;
    frameworks[framework][provider][requirement] ??= new Set();
    for (const name of names)
      frameworks[framework][provider][requirement].add(place[provider]?.get(name) ?? 0);
  }
  return [{ path: target, content: source(checks, frameworks) }];
}

function source(
  checks: Record<string, string[]>,
  frameworks: Record<string, Record<string, Record<string, Set<number>>>>,
): string {
  const numeric = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });
  const lines = [
    '// Generated by `npm run gen` from recorded facts of Prowler (Apache-2.0, see NOTICE). Do not edit.',
    "import type { CheckFacts } from '../../plugin-kit/define-framework.ts';",
    '',
    'export const checkFacts: CheckFacts = {',
    '  checks: {',
  ];
  for (const provider of Object.keys(checks).sort())
    lines.push(`    ${provider}: [`, ...(checks[provider] ?? []).map((name) => `      '${name}',`), '    ],');
  lines.push('  },', '  frameworks: {');
  for (const framework of Object.keys(frameworks).sort(numeric)) {
    lines.push(`    '${framework}': {`);
    for (const [provider, requirements] of Object.entries(frameworks[framework] ?? {}).sort()) {
      lines.push(`      ${provider}: {`);
      for (const requirement of Object.keys(requirements).sort(numeric)) {
        const places = [...(requirements[requirement] ?? [])].sort((a, b) => a - b);
        lines.push(`        '${requirement}': [${places.join(', ')}],`);
      }
      lines.push('      },');
    }
    lines.push('    },');
  }
  lines.push('  },', '};', '');
  return lines.join('\n');
}
