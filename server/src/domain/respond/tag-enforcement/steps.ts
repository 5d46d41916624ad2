import type { Json, JsonObject } from '../../../core/json.ts';
import type { PlanStep } from '../../../core/plan.ts';
import type { TagChange, TagRules } from '../../../plugin-kit/define-writer.ts';
import type { UntaggedResource } from '../../observe/inventory/index.ts';

/** Which tags a resource gets, as steps of a plan. Pure. */

/** The state of a step: each concerned key with its value, or null where the resource has no such tag. */
export type TagState = Record<string, string | null>;

/**
 * The keys that the resource lacks. A key that is present keeps its value, whatever it is, and so does one in
 * other letter case where the vendor takes them for the same.
 */
export function missingTags(
  required: Readonly<Record<string, string>>,
  present: Readonly<Record<string, string>>,
  ignoresCase: boolean,
): Record<string, string> {
  const fold = (key: string) => (ignoresCase ? key.toLowerCase() : key);
  const taken = new Set(Object.keys(present).map(fold));
  return Object.fromEntries(Object.entries(required).filter(([key]) => !taken.has(fold(key))));
}

export function addStep(
  resource: UntaggedResource,
  providerId: number,
  missing: Record<string, string>,
  rules: Pick<TagRules, 'callOf'>,
): PlanStep {
  const keys = Object.keys(missing);
  return {
    call: rules.callOf(resource.type, 'set'),
    target: {
      kind: 'resource',
      id: resource.id,
      name: resource.name,
      externalId: resource.externalId,
      resourceType: resource.type,
      region: resource.region,
      providerId,
    },
    summary: `Add ${tagWords(keys)} to ${resource.name}`,
    before: Object.fromEntries(keys.map((key) => [key, null])),
    after: { ...missing },
  };
}

function tagWords(keys: string[]): string {
  if (keys.length === 1) return `the tag ${keys[0]}`;
  return `the tags ${keys.slice(0, -1).join(', ')} and ${keys.at(-1)}`;
}

/** The concerned keys of a step as they are in `present`. */
export function stateOf(step: PlanStep, present: Readonly<Record<string, string>>): TagState {
  return Object.fromEntries(Object.keys(step.after as JsonObject).map((key) => [key, present[key] ?? null]));
}

/** What a step writes: keys with a value are set, keys without are removed. */
export function changeOf(after: Json): TagChange {
  const state = after as TagState;
  const set: Record<string, string> = {};
  const remove: string[] = [];
  for (const [key, value] of Object.entries(state)) {
    if (value === null) remove.push(key);
    else set[key] = value;
  }
  return { set, remove };
}

const opposite: Record<string, string> = { Tag: 'Untag', Untag: 'Tag' };

/** Gives the keys back what they had before the step. */
export function reverseStep(step: PlanStep): PlanStep {
  const { set, remove } = changeOf(step.before);
  const keys = [...Object.keys(set), ...remove];
  const name = step.target.name;
  return {
    ...step,
    call: step.call.replace(/(?<=:)(Untag|Tag)/, (verb) => opposite[verb] ?? verb),
    summary:
      remove.length > 0 ? `Remove ${tagWords(keys)} from ${name}` : `Restore ${tagWords(keys)} of ${name}`,
    before: step.after,
    after: step.before,
  };
}
