import type { FleetView } from '../../../../plugin-kit/define-control.ts';
import type { ConfigurationOf } from '../../../../plugin-kit/define-resource-type.ts';
import type { backupPlanType } from '../../../providers/aws/resources/backup_plan/schema.ts';

type Plan = ConfigurationOf<typeof backupPlanType>;
type Selection = NonNullable<Plan['Selections']>[number];
type Pair = { ConditionKey?: string | undefined; ConditionValue?: string | undefined };

export type Selectable = {
  arn: string;
  region: string;
  tags: Readonly<Record<string, string>>;
  /** AWS Backup's name of the type, as in its settings of a region: `DynamoDB`. */
  backupType: string;
};

/** `unclear`: the selection joins ARNs and tags, and AWS documents both ways to read that. */
export type PlanSelection =
  | { state: 'selected'; plan: string }
  | { state: 'unclear'; plan: string }
  | { state: 'none' };

/**
 * Which backup plan of the region selects a resource. A type that the region has not opted in to is not backed up,
 * unless the selection names its ARN or its type.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html
 */
export function selectingPlan(resource: Selectable, plans: FleetView<Plan>): PlanSelection {
  let unclear: string | undefined;
  const found = plans.find(
    ({ name, configuration }) => {
      // A plan without rules backs nothing up.
      if ((configuration.BackupPlan?.BackupPlanRule ?? []).length === 0) return false;
      for (const selection of configuration.Selections ?? []) {
        const answer = selects(selection, resource);
        if (answer === 'no') continue;
        const isNamed = (selection.Resources ?? []).some((one) => one !== '*' && matches(one, resource.arn));
        if (!isNamed && configuration.ResourceTypeOptInPreference?.[resource.backupType] === false) continue;
        if (answer === 'yes') return true;
        unclear ??= name;
      }
      return false;
    },
    { region: resource.region },
  );
  if (found !== undefined) return { state: 'selected', plan: found.name };
  return unclear === undefined ? { state: 'none' } : { state: 'unclear', plan: unclear };
}

function selects(selection: Selection, { arn, tags }: Selectable): 'yes' | 'no' | 'unclear' {
  if ((selection.NotResources ?? []).some((one) => matches(one, arn))) return 'no';
  if (!meetsConditions(selection.Conditions, tags)) return 'no';
  const resources = selection.Resources ?? [];
  const listed = selection.ListOfTags ?? [];
  const byArn = resources.some((one) => matches(one, arn));
  const byTag = listed.some((one) => tagOf(one, tags) === one.ConditionValue);
  if (resources.length === 0 && listed.length === 0) return selection.Conditions === undefined ? 'no' : 'yes';
  if (resources.length === 0) return byTag ? 'yes' : 'no';
  if (listed.length === 0) return byArn ? 'yes' : 'no';
  if (byArn && byTag) return 'yes';
  return byArn || byTag ? 'unclear' : 'no';
}

function meetsConditions(conditions: Selection['Conditions'], tags: Selectable['tags']): boolean {
  const value = (one: Pair) => tagOf(one, tags);
  const like = (one: Pair) => {
    const tag = value(one);
    return tag !== undefined && matches(one.ConditionValue ?? '', tag);
  };
  return (
    (conditions?.StringEquals ?? []).every((one) => value(one) === one.ConditionValue) &&
    (conditions?.StringNotEquals ?? []).every((one) => value(one) !== one.ConditionValue) &&
    (conditions?.StringLike ?? []).every(like) &&
    (conditions?.StringNotLike ?? []).every((one) => !like(one))
  );
}

function tagOf(pair: Pair, tags: Selectable['tags']): string | undefined {
  const key = (pair.ConditionKey ?? '').replace(/^aws:ResourceTag\//, '');
  return Object.hasOwn(tags, key) ? tags[key] : undefined;
}

/** A pattern with `*` for any characters. Walks the parts, without building an expression. */
function matches(pattern: string, text: string): boolean {
  if (!pattern.includes('*')) return pattern === text;
  const parts = pattern.split('*');
  const first = parts[0] ?? '';
  const last = parts.at(-1) ?? '';
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last))
    return false;
  let at = first.length;
  const end = text.length - last.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, at);
    if (found < 0 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}
