import { isJsonObject, type Json } from '../../../core/json.ts';
import type { Change } from './compare.ts';
import { describeOpening, openingsIn } from './network-openings.ts';
import { parsePath } from './path.ts';

/** Longest text of one value in a sentence. */
const longest = 60;

/** One sentence in plain words for the weightiest change of a drift, and how many more there are. */
export function summarise(changes: readonly Change[], leading: Change): string {
  const sentence = describeChange(leading);
  const more = changes.length - 1;
  return more <= 0 ? sentence : `${sentence}, and ${more} more ${more === 1 ? 'change' : 'changes'}`;
}

/** `BlockPublicAcls changed from true to false`, `ingress tcp 22 from 0.0.0.0/0 added`. */
function describeChange(change: Change): string {
  const steps = parsePath(change.path);
  const rule = describeRule(change, steps);
  if (rule !== undefined) return rule;
  const statement = describeStatementChange(change, steps);
  if (statement !== undefined) return statement;
  const [name, before, after] = flipped(change, steps);
  if (before !== undefined && after !== undefined && isShort(before) && isShort(after)) {
    return `${name} changed from ${show(before)} to ${show(after)}`;
  }
  if (change.change === 'modified') return `${name} changed`;
  const value = change.change === 'added' ? change.after : change.before;
  const tag = describeTag(steps, value);
  if (tag !== undefined) return `${tag} ${change.change}`;
  return isShort(value) && value !== name
    ? `${name} ${change.change} (${show(value)})`
    : `${name} ${change.change}`;
}

function describeRule(change: Change, steps: string[]): string | undefined {
  if (change.change === 'modified') return undefined;
  const direction = /egress|outbound/i.test(steps[0] ?? '') ? 'out' : 'in';
  const openings = openingsIn(change.change === 'added' ? change.after : change.before, direction);
  const [first] = openings;
  if (first === undefined) return undefined;
  const more = openings.length > 1 ? ` and ${openings.length - 1} more` : '';
  return `${first.direction === 'in' ? 'ingress' : 'egress'} ${describeOpening(first)}${more} ${change.change}`;
}

/** `statement of PolicyDocument changed from allow s3:GetObject on * to allow * on *`. */
function describeStatementChange(change: Change, steps: string[]): string | undefined {
  const [before, after] = [describeStatement(change.before), describeStatement(change.after)];
  if (steps.at(-2) !== 'Statement' || (before === undefined && after === undefined)) return undefined;
  const holder = steps.at(-3) ?? 'policy';
  if (before !== undefined && after !== undefined) {
    if (before === after) return `statement of ${holder} changed (${after})`;
    return `statement of ${holder} changed from ${before} to ${after}`;
  }
  return `statement of ${holder} ${change.change} (${after ?? before})`;
}

function describeStatement(value: Json | undefined): string | undefined {
  if (!isJsonObject(value) || typeof value.Effect !== 'string') return undefined;
  const actions = value.NotAction === undefined ? few(value.Action) : `all but ${few(value.NotAction)}`;
  const who = value.Principal === undefined ? '' : ` to ${few(value.Principal)}`;
  const where = value.Resource === undefined ? '' : ` on ${few(value.Resource)}`;
  return `${value.Effect.toLowerCase()} ${actions}${where}${who}`;
}

/** The first of several, and how many more. */
function few(value: Json | undefined): string {
  const texts = isJsonObject(value)
    ? Object.values(value).flat()
    : Array.isArray(value)
      ? value
      : [value ?? ''];
  const more = texts.length > 1 ? ` and ${texts.length - 1} more` : '';
  return `${show(texts[0] as Json)}${more}`;
}

function describeTag(steps: string[], value: Json | undefined): string | undefined {
  if (!/^(.*Tags?|TagList|TagSet|labels)$/.test(steps[0] ?? '') || steps.length < 2) return undefined;
  const text = isJsonObject(value) ? value.Value : value;
  return typeof text === 'string' && text !== '' ? `tag ${steps[1]} (${show(text)})` : `tag ${steps[1]}`;
}

/** What a person would call the place, and the values on both sides. */
function flipped(change: Change, steps: string[]): [string, Json | undefined, Json | undefined] {
  const last = steps.at(-1) ?? '';
  if (steps.length >= 2 && last === 'Value' && /Tags?$/.test(steps[0] ?? '')) {
    return [`tag ${steps.at(-2)}`, change.before, change.after];
  }
  // Members of lists are named with their list: `Statement.0`, `ContainerDefinitions[web].Image`.
  if (steps.length >= 2 && change.path.endsWith(']')) {
    return [`${last} in ${steps.at(-2)}`, change.before, change.after];
  }
  if (/^\d+$/.test(last)) return [change.path, change.before, change.after];
  const parent = steps.at(-2);
  const bracketed = parent !== undefined && change.path.endsWith(`].${last}`);
  return [bracketed ? `${last} of ${parent}` : last, change.before, change.after];
}

const isShort = (value: Json | undefined): boolean =>
  value !== undefined && (typeof value !== 'object' || value === null);

function show(value: Json | undefined): string {
  const text = String(value);
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}
