import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const volume = 'arn:aws:ec2:us-east-1:111122223333:volume/vol-1';
const instance = 'arn:aws:ec2:us-east-1:111122223333:instance/i-1';
const plan = (arn: string) => ({
  name: 'nightly',
  configuration: {
    BackupPlan: { BackupPlanRule: [{ RuleName: 'daily' }] },
    Selections: [{ SelectionName: 's', Resources: [arn] }],
  },
});

export const examples = defineExamples({
  pass: [
    {
      title: 'that a plan names',
      externalId: volume,
      configuration: {},
      surroundings: { plans: [plan(volume)] },
      says: 'nightly',
    },
    {
      title: 'of an instance that a plan names',
      externalId: volume,
      configuration: { Attachments: [{ InstanceId: 'i-1', Device: '/dev/sdf' }] },
      surroundings: {
        plans: [plan(instance)],
        instances: [{ externalId: instance, configuration: { InstanceId: 'i-1' } }],
      },
      says: 'i-1',
    },
  ],
  fail: [
    {
      title: 'that no plan names',
      externalId: volume,
      configuration: {},
      surroundings: { plans: [plan('arn:aws:dynamodb:us-east-1:111122223333:table/orders')] },
    },
    {
      title: 'where there is no plan',
      externalId: volume,
      configuration: { Attachments: [{ InstanceId: 'i-1', Device: '/dev/sdf' }] },
      surroundings: { plans: [], instances: [] },
    },
  ],
  unknown: [
    { title: 'where the plans were not listed', externalId: volume, configuration: {}, unlisted: ['plans'] },
  ],
});
