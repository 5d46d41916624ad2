import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with the setting on',
      configuration: { Engine: 'neptune', EnableIAMDatabaseAuthentication: true },
    },
  ],
  fail: [
    {
      title: 'with the setting off',
      configuration: { Engine: 'neptune', EnableIAMDatabaseAuthentication: false },
    },
    { title: 'that says nothing, which means off', configuration: { Engine: 'neptune' } },
  ],
  unknown: [
    {
      title: 'whose EnableIAMDatabaseAuthentication nobody could read',
      configuration: { Engine: 'neptune' },
      unreadable: [
        { path: 'EnableIAMDatabaseAuthentication', reason: 'denied', permission: 'rds:DescribeDBClusters' },
      ],
    },
  ],
  not_applicable: [{ title: 'of another service', configuration: { Engine: 'aurora-mysql' } }],
});
