import type { JsonObject } from '../../../../../core/json.ts';
import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const Arn = 'arn:aws:dynamodb:us-east-1:111122223333:table/orders';
const BackupPlan = { BackupPlanRule: [{ RuleName: 'daily' }] };
const plan = (selection: JsonObject, more: JsonObject = {}, region = 'us-east-1') => ({
  plans: [
    {
      name: 'nightly',
      region,
      configuration: { BackupPlan, Selections: [{ SelectionName: 's', ...selection }], ...more },
    },
  ],
});
const tagged = {
  ListOfTags: [{ ConditionType: 'STRINGEQUALS', ConditionKey: 'Backup', ConditionValue: 'yes' }],
};

export const examples = defineExamples({
  pass: [
    {
      title: 'that a plan names by its type',
      configuration: { Arn },
      surroundings: plan({ Resources: ['arn:aws:dynamodb:*:*:table/*'] }),
      says: 'nightly',
    },
    {
      title: 'that a plan finds by its tag',
      configuration: { Arn },
      tags: { Backup: 'yes' },
      surroundings: plan(tagged),
    },
    {
      title: 'in a plan for everything with a condition',
      configuration: { Arn },
      tags: { stage: 'production' },
      surroundings: plan({
        Resources: ['*'],
        Conditions: { StringLike: [{ ConditionKey: 'aws:ResourceTag/stage', ConditionValue: 'prod*' }] },
      }),
    },
  ],
  fail: [
    { title: 'without any plan', configuration: { Arn } },
    {
      title: 'that a plan leaves out',
      configuration: { Arn },
      surroundings: plan({ Resources: ['*'], NotResources: ['arn:aws:dynamodb:*'] }),
    },
    {
      title: 'with a plan in another region',
      configuration: { Arn },
      surroundings: plan({ Resources: ['*'] }, {}, 'eu-west-1'),
    },
    {
      title: 'in a region that has not opted in to tables',
      configuration: { Arn },
      surroundings: plan({ Resources: ['*'] }, { ResourceTypeOptInPreference: { DynamoDB: false } }),
    },
    {
      title: 'with a plan that has no rule',
      configuration: { Arn },
      surroundings: plan({ Resources: ['*'] }, { BackupPlan: { BackupPlanRule: [] } }),
    },
  ],
  unknown: [
    { title: 'where plans could not be listed', configuration: { Arn }, unlisted: ['plans'] },
    {
      title: 'whose tags could not be read, with a plan that selects by tag',
      configuration: { Arn },
      unreadable: [{ path: 'Tags', reason: 'denied', permission: 'dynamodb:ListTagsOfResource' }],
      surroundings: plan(tagged),
    },
    {
      title: 'that a plan names by its type but not by its tag',
      configuration: { Arn },
      surroundings: plan({ Resources: ['arn:aws:dynamodb:*'], ...tagged }),
    },
  ],
});
