import type { AnyControl } from '../../server/src/plugin-kit/define-control.ts';
import type { Framework } from '../../server/src/plugin-kit/define-framework.ts';
import type { Coverage } from '../../server/src/plugin-kit/framework-coverage.ts';
import { frameworkCoverage, frameworksJudgedBy } from '../../server/src/plugins/frameworks/index.ts';
import type { GeneratedFile } from './collectors.ts';
import { loadControls } from './controls.ts';
import { code, referencePage, table } from './page.ts';

/** Pages on the frameworks and on the controls that judge them. */
export async function generate(): Promise<GeneratedFile[]> {
  const controls = await loadControls();
  const frameworks = frameworksJudgedBy(controls);
  return [
    referencePage('frameworks', 'the frameworks and the controls', frameworkLines(frameworks, controls)),
    referencePage('cis-aws-coverage', 'the frameworks and the controls', coverageLines(frameworks, controls)),
    referencePage('controls', 'the controls', controlLines(controls, frameworks)),
  ];
}

const told: Readonly<Record<Coverage, string>> = {
  automated: 'automated',
  partly: 'automated, with a part for people',
  manual: 'manual',
  not_automated: 'not automated',
  open: 'not automated yet',
};

function frameworkLines(frameworks: readonly Framework[], controls: readonly AnyControl[]): string[] {
  const lines = [
    '# Frameworks',
    '',
    'Each is the whole catalogue of its version, manual requirements included: a percentage is always shown with the',
    'number of requirements that were evaluated and the number of all. *Automated* requirements are judged by controls',
    'alone, *with a part for people* by controls that cannot see everything, *manual* ones by a person’s attestation.',
    '*Not automated* is what nothing here judges. `infraudit compliance mapping` prints which control judges which',
    'requirement.',
    '',
  ];
  const rows = frameworks.map((framework) => {
    const count = counts(framework, controls);
    return [
      framework.title,
      code(framework.id),
      framework.version,
      String(framework.requirements.length),
      String(count('automated')),
      String(count('partly')),
      String(count('manual')),
      String(count('not_automated', 'open')),
    ];
  });
  const head = [
    'Framework',
    'Id',
    'Version',
    'Requirements',
    'Automated',
    'With a part for people',
    'Manual',
    'Not automated',
  ];
  lines.push(...table(head, rows), '');
  for (const framework of newestOfEach(frameworks)) {
    lines.push(`## ${framework.title} ${framework.version}`, '', framework.description, '');
    const categories = framework.categories.map(({ id, title }) => {
      const own = framework.requirements.filter(({ category }) => category === id);
      const judged = own.filter((requirement) => requirement.controls.length > 0);
      return [code(id), title, String(own.length), String(judged.length)];
    });
    lines.push(
      ...table(['Category', 'What it is about', 'Requirements', 'Judged by controls'], categories),
      '',
    );
    lines.push(`Published by ${framework.publisher}: <${framework.url}>`, '');
  }
  lines.pop();
  return lines;
}

function counts(framework: Framework, controls: readonly AnyControl[]): (...kinds: Coverage[]) => number {
  const rows = frameworkCoverage(framework, controls);
  return (...kinds) => rows.filter(({ coverage }) => kinds.includes(coverage)).length;
}

/** The last version of each framework; versions stand oldest first. */
function newestOfEach(frameworks: readonly Framework[]): Framework[] {
  return [...new Map(frameworks.map((framework) => [framework.id, framework])).values()];
}

function coverageLines(frameworks: readonly Framework[], controls: readonly AnyControl[]): string[] {
  const lines = [
    '# CIS AWS Foundations Benchmark: what is judged',
    '',
    'Each recommendation of each version with the controls that judge it. *Standard* is how the benchmark itself',
    'wants it assessed. Where a recommendation is judged in part or by a person alone, the last column says why.',
    '',
  ];
  for (const framework of frameworks.filter(({ id }) => id === 'cis-aws').toReversed()) {
    const rows = frameworkCoverage(framework, controls);
    const judged = rows.filter(({ requirement }) => requirement.controls.length > 0).length;
    lines.push(
      `## ${framework.version}`,
      '',
      `${judged} of ${rows.length} recommendations are judged by controls.`,
      '',
    );
    const cells = rows.map(({ requirement, coverage }) => [
      requirement.id,
      requirement.title,
      (requirement.levels?.[0] ?? '').replace('Level ', ''),
      requirement.assessment ?? '',
      told[coverage],
      requirement.controls.map(code).join(', '),
      requirement.manual ?? '',
    ]);
    const head = [
      'Number',
      'Recommendation in our words',
      'Level',
      'Standard',
      'Here',
      'Controls',
      'Why a person must look',
    ];
    lines.push(...table(head, cells), '');
  }
  lines.pop();
  return lines;
}

function controlLines(controls: readonly AnyControl[], frameworks: readonly Framework[]): string[] {
  const usedIn = new Map<string, Set<string>>();
  for (const framework of frameworks) {
    for (const requirement of framework.requirements) {
      for (const control of requirement.controls) {
        const names = usedIn.get(control) ?? new Set();
        usedIn.set(control, names.add(framework.id));
      }
    }
  }
  const lines = [
    '# Controls',
    '',
    `${controls.length} controls of AWS. Each judges one resource and answers pass, fail, not applicable or unknown;`,
    'what could not be read is unknown, never a pass. *Reads* is what else of the account the answer depends on.',
    '',
  ];
  const services = [...new Set(controls.map(serviceOf))].sort();
  for (const service of services) {
    const rows = controls
      .filter((control) => serviceOf(control) === service)
      .toSorted((a, b) => a.id.localeCompare(b.id))
      .map((control) => [
        code(control.id),
        control.title,
        control.severity,
        code(control.resource.type),
        Object.values(control.reads ?? {})
          .map(({ type }) => code(type))
          .join(', '),
        [...(usedIn.get(control.id) ?? [])].join(', '),
      ]);
    lines.push(
      `## ${service}`,
      '',
      ...table(['Control', 'Good state', 'Severity', 'Judges', 'Reads', 'Frameworks'], rows),
      '',
    );
  }
  lines.pop();
  return lines;
}

/** `aws-s3-bucket-versioned` belongs to s3. */
function serviceOf({ id }: AnyControl): string {
  return id.split('-')[1] ?? '';
}
