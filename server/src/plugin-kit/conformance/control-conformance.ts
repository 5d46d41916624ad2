import type { Unseen, Verdict, VerdictStatus } from '../../core/verdict.ts';
import {
  type AnyControl,
  type ControlExample,
  type ControlExamples,
  controlCategories,
  type ExampleResource,
} from '../define-control.ts';
import type { FleetOfType, JudgedResource } from '../fleet.ts';
import { judgedAccount, judgeOf } from '../judge.ts';

/** Everything that is wrong with the declaration of one control, as sentences; empty when it conforms. */
export function controlProblems(control: AnyControl): string[] {
  const problems: string[] = [];
  const vendor = control.resource.provider;
  if (!new RegExp(`^${vendor}-[a-z0-9]+(-[a-z0-9]+)+$`).test(control.id) || control.id.length > 80)
    problems.push(
      `the id "${control.id}" is not ${vendor}-service-words in kebab-case, at most 80 characters`,
    );
  if (!Number.isInteger(control.version) || control.version < 1)
    problems.push('the version is no positive integer');
  if (control.title.length < 10 || control.title.length > 120 || control.title.endsWith('.'))
    problems.push('the title has under 10 or over 120 characters, or ends in a full stop');
  if (!controlCategories.includes(control.category))
    problems.push(`there is no category ${control.category}`);
  if (control.risk.length < 40 || control.risk.length > 600)
    problems.push('the risk has under 40 or over 600 characters');
  for (const [way, text] of Object.entries(control.advice)) {
    if (text.trim().length < 10 || text.length > 2000)
      problems.push(`the advice by ${way} has under 10 or over 2000 characters`);
  }
  if (control.references.length === 0) problems.push('it names no reference');
  for (const reference of control.references) {
    if (!reference.startsWith('https://')) problems.push(`the reference ${reference} is no https address`);
  }
  for (const equivalent of control.equivalents) {
    if (!/^[a-z-]+:[A-Za-z0-9_.-]+$/.test(equivalent))
      problems.push(`the equivalent "${equivalent}" is not tool:check`);
  }
  return problems;
}

/** Everything in which a control disagrees with its examples; empty when it answers as they say. */
export function exampleProblems(control: AnyControl, examples: ControlExamples): string[] {
  const problems: string[] = [];
  for (const status of ['pass', 'fail', 'unknown'] as const) {
    if (examples[status].length === 0) problems.push(`there is no example of ${status}`);
  }
  for (const [status, cases] of Object.entries(examples) as [VerdictStatus, readonly ControlExample[]][]) {
    for (const example of cases) problems.push(...problemsOf(control, status, example));
  }
  return problems;
}

function problemsOf(control: AnyControl, status: VerdictStatus, example: ControlExample): string[] {
  const where = `${status}: ${example.title}`;
  const problems: string[] = [];
  for (const name of [...Object.keys(example.surroundings ?? {}), ...(example.unlisted ?? [])]) {
    if (control.reads?.[name] === undefined) problems.push(`${where}: the control does not read "${name}"`);
  }
  const parsed = control.resource.schema.safeParse(example.configuration);
  if (!parsed.success)
    problems.push(
      `${where}: no configuration of ${control.resource.type}: ${parsed.error.issues[0]?.path.join('.')} ${parsed.error.issues[0]?.message}`,
    );
  const verdict = judgeExample(control, example);
  if (verdict.status !== status)
    problems.push(`${where}: the control says ${verdict.status}: ${verdict.message}`);
  if (example.says !== undefined && !verdict.message.includes(example.says))
    problems.push(`${where}: the sentence "${verdict.message}" does not say "${example.says}"`);
  if (verdict.message.length < 5 || !verdict.message.endsWith('.'))
    problems.push(`${where}: "${verdict.message}" is no sentence`);
  if (verdict.unseen?.some(({ reason, permission }) => reason === 'failed' && permission === undefined))
    problems.push(`${where}: ${verdict.message}`);
  return problems;
}

/** The verdict of a control about one of its examples. */
function judgeExample(control: AnyControl, example: ControlExample): Verdict {
  const regions = example.regions ?? ['us-east-1'];
  const fleets = (type: string): FleetOfType => {
    const name = Object.keys(control.reads ?? {}).find((key) => control.reads?.[key]?.type === type) ?? '';
    const unlisted: Unseen[] =
      example.unlisted?.includes(name) === true ? [{ type, path: '*', reason: 'denied' }] : [];
    return { type, resources: (example.surroundings?.[name] ?? []).map(asResource), unlisted };
  };
  const account = judgedAccount({
    accountId: '111122223333',
    regions,
    judgedAt: new Date(example.judgedAt ?? '2026-01-15T00:00:00Z'),
    fleets,
  });
  return judgeOf(control, account)(asResource(example));
}

function asResource(example: ExampleResource): JudgedResource {
  return {
    externalId: example.externalId ?? example.name ?? 'example',
    name: example.name ?? 'example',
    region: example.region ?? 'us-east-1',
    tags: example.tags ?? {},
    configuration: example.configuration,
    unreadable: example.unreadable ?? [],
  };
}
