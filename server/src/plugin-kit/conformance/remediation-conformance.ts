import { canonicalJson } from '../../core/canonical-json.ts';
import type { Json } from '../../core/json.ts';
import { type AnyRemediation, type RemediationCase, remediationRisks } from '../define-remediation.ts';

/** What the registry knows around a remediation. */
export type RemediationSurroundings = {
  /** The resource type that each control judges. */
  controls: ReadonlyMap<string, string>;
};

/** Everything that is wrong with the declaration of one remediation, as sentences; empty when it conforms. */
export function remediationProblems(
  remediation: AnyRemediation,
  { controls }: RemediationSurroundings,
): string[] {
  const problems: string[] = [];
  const { id, resource, permissions, calls } = remediation;
  if (!new RegExp(`^${resource.provider}-[a-z0-9]+(-[a-z0-9]+)+$`).test(id) || id.length > 80)
    problems.push(
      `the id "${id}" is not ${resource.provider}-service-words in kebab-case, at most 80 characters`,
    );
  const texts = { title: [10, 120], description: [40, 600], impact: [20, 600] } as const;
  for (const [name, [least, most]] of Object.entries(texts)) {
    const { length } = remediation[name as keyof typeof texts];
    if (length < least || length > most)
      problems.push(`the ${name} has under ${least} or over ${most} characters`);
  }
  if (!remediationRisks.includes(remediation.risk)) problems.push(`there is no risk ${remediation.risk}`);
  if (!Number.isInteger(remediation.effortMinutes) || remediation.effortMinutes < 1)
    problems.push('the effort is no whole number of minutes');
  if (remediation.irreversible !== null && remediation.irreversible.length < 20)
    problems.push('what cannot be taken back is not said in a sentence');
  if (remediation.controls.length + remediation.driftAttributes.length === 0)
    problems.push('it answers no control and no drift');
  for (const control of remediation.controls) {
    const judged = controls.get(control);
    if (judged === undefined) problems.push(`there is no control ${control}`);
    else if (judged !== resource.type)
      problems.push(`the control ${control} judges ${judged}, not ${resource.type}`);
  }
  const attributes = Object.keys((resource.schema as { shape?: object }).shape ?? {});
  for (const attribute of remediation.driftAttributes) {
    if (!attributes.includes(attribute)) problems.push(`${resource.type} has no attribute ${attribute}`);
  }
  for (const action of [...permissions.read, ...permissions.write]) {
    if (!/^[a-z0-9-]+:[A-Z][A-Za-z0-9]+$/.test(action)) problems.push(`"${action}" is no service:Action`);
  }
  if (permissions.read.length === 0 || permissions.write.length === 0)
    problems.push('it names no permission for reading or for writing');
  if (calls.writes.length === 0) problems.push('it declares no call');
  for (const call of calls.writes) {
    if (!/^[a-z0-9-]+:[A-Z][A-Za-z0-9]+$/.test(call)) problems.push(`"${call}" is no service:Operation`);
    if (/:(Get|List|Describe|Head)[A-Z]/.test(call))
      problems.push(`${call} is declared as a write and reads`);
  }
  return problems;
}

const target = (remediation: AnyRemediation) => ({
  resourceType: remediation.resource.type,
  externalId: 'arn:aws:example:us-east-1:111122223333:example/example',
  name: 'example',
  region: 'us-east-1',
  accountId: '111122223333',
});

/** Everything in which a remediation disagrees with its cases; empty when it plans as they say. */
export function caseProblems(remediation: AnyRemediation, cases: readonly RemediationCase[]): string[] {
  const problems: string[] = [];
  const kinds = new Set(cases.map(({ plan }) => (typeof plan === 'string' ? plan : 'change')));
  if (!kinds.has('change')) problems.push('there is no case of a change');
  if (!kinds.has('nothing')) problems.push('there is no case in which nothing is to be done');
  for (const one of cases)
    problems.push(...problemsOf(remediation, one).map((text) => `${one.title}: ${text}`));
  return problems;
}

function problemsOf(remediation: AnyRemediation, one: RemediationCase): string[] {
  const problems: string[] = [];
  const context = {
    target: target(remediation),
    configuration: one.configuration ?? {},
    baseline: one.baseline ?? null,
  };
  const given = canonicalJson([one.state, context.configuration, context.baseline]);
  const plan = remediation.plan(one.state, context);
  if (canonicalJson([one.state, context.configuration, context.baseline]) !== given)
    problems.push('planning changes what it was given');
  if (canonicalJson(remediation.plan(one.state, context) as Json) !== canonicalJson(plan as Json))
    problems.push('the same state gives another plan the second time');
  if (!('after' in plan)) {
    const [kind, words] = Object.entries(plan)[0] ?? ['nothing', ''];
    if (one.plan !== kind) problems.push(`the plan says ${kind}: ${words}`);
    if (words.length < 10) problems.push(`"${words}" is no sentence`);
    return [...problems, ...unsaid(one, words)];
  }
  const { after } = plan;
  if (typeof one.plan === 'string') return [...problems, `the plan is a change to ${canonicalJson(after)}`];
  if (canonicalJson(after) !== canonicalJson(one.plan.after))
    problems.push(`the plan leads to ${canonicalJson(after)}`);
  if (canonicalJson(after) === canonicalJson(one.state)) problems.push('the plan changes nothing');
  if (!plan.summary.includes(context.target.name)) problems.push('the summary does not name the resource');
  if (!('nothing' in remediation.plan(after, context)))
    problems.push('afterwards there is still something to do');
  problems.push(...wayProblems(remediation, one.state, after));
  const { cli, terraform, console: clicks } = remediation.byHand(context.target, one.state, after);
  if (cli.length === 0 && clicks === null) problems.push('nobody is told how to do it by hand');
  for (const text of [...cli, terraform ?? 'resource', clicks ?? 'none']) {
    if (text.trim() === '' || text.length > 4000)
      problems.push('a step by hand is empty or over 4000 characters');
  }
  return [...problems, ...unsaid(one, plan.summary)];
}

const unsaid = ({ says }: RemediationCase, words: string): string[] =>
  says === undefined || words.includes(says) ? [] : [`"${words}" does not say "${says}"`];

/** The calls there and back are declared, and a way back that leads elsewhere was said before. */
function wayProblems(remediation: AnyRemediation, before: Json, after: Json): string[] {
  const problems: string[] = [];
  const back = remediation.wayBack(before, after);
  const ways = [
    remediation.callsBetween(before, after),
    ...(back === null ? [] : [remediation.callsBetween(after, back)]),
  ];
  for (const calls of ways) {
    if (calls.length === 0) problems.push('a way names no call');
    for (const call of calls) {
      if (!remediation.calls.writes.includes(call)) problems.push(`${call} is not declared`);
    }
  }
  const same = back !== null && canonicalJson(back) === canonicalJson(before);
  if (!same && remediation.irreversible === null)
    problems.push('the way back leads elsewhere, and nobody is told before');
  return problems;
}
