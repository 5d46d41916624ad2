import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with IAM',
      configuration: { EngineName: 'neptune', NeptuneSettings: { IamAuthEnabled: true } },
    },
  ],
  fail: [
    {
      title: 'without IAM',
      configuration: { EngineName: 'neptune', NeptuneSettings: { IamAuthEnabled: false } },
    },
    { title: 'that says nothing, which means without', configuration: { EngineName: 'neptune' } },
  ],
  unknown: [
    {
      title: 'whose NeptuneSettings nobody could read',
      configuration: { EngineName: 'neptune' },
      unreadable: [{ path: 'NeptuneSettings', reason: 'denied', permission: 'dms:DescribeEndpoints' }],
    },
  ],
  not_applicable: [{ title: 'of PostgreSQL', configuration: { EngineName: 'postgres' } }],
});
