import type { JsonObject } from '../../../../../core/json.ts';
import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const BackupPlan = { BackupPlanRule: [{ RuleName: 'daily' }] };
const plan = (Resources: string[], more: JsonObject = {}, region = 'us-east-1') => ({
  plans: [
    {
      name: 'nightly',
      region,
      configuration: { BackupPlan, Selections: [{ SelectionName: 's', Resources, ...more }] },
    },
  ],
});
const one = {
  DBClusterArn: 'arn:aws:rds:us-east-1:111122223333:cluster:orders',
  Engine: 'aurora-postgresql',
};

export const examples = defineExamples({
  pass: [
    {
      title: 'that a plan names by its type',
      configuration: one,
      surroundings: plan(['arn:aws:rds:*:*:cluster:*']),
      says: 'nightly',
    },
    { title: 'in a plan for everything', configuration: one, surroundings: plan(['*']) },
  ],
  fail: [
    { title: 'without any plan', configuration: one },
    {
      title: 'with a plan in another region',
      configuration: one,
      surroundings: plan(['*'], {}, 'eu-west-1'),
    },
    { title: 'with a plan for tables', configuration: one, surroundings: plan(['arn:aws:dynamodb:*']) },
  ],
  unknown: [
    { title: 'where plans could not be listed', configuration: one, unlisted: ['plans'] },
    {
      title: 'that a plan names by its type but not by its tag',
      configuration: one,
      surroundings: plan(['arn:aws:rds:*'], {
        ListOfTags: [{ ConditionType: 'STRINGEQUALS', ConditionKey: 'Backup', ConditionValue: 'yes' }],
      }),
    },
  ],
  not_applicable: [{ title: 'of another service', configuration: { Engine: 'docdb' } }],
});
