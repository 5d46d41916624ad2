import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const Arn = 'arn:aws:elasticfilesystem:us-east-1:111122223333:file-system/fs-1';
const plans = [
  {
    name: 'nightly',
    configuration: {
      BackupPlan: { BackupPlanRule: [{ RuleName: 'daily' }] },
      Selections: [{ SelectionName: 's', Resources: [Arn] }],
    },
  },
];

export const examples = defineExamples({
  pass: [
    { title: 'with automatic backups', configuration: { Arn, BackupPolicy: { Status: 'ENABLED' } } },
    {
      title: 'that a plan names',
      configuration: { Arn, BackupPolicy: { Status: 'DISABLED' } },
      surroundings: { plans },
      says: 'nightly',
    },
  ],
  fail: [{ title: 'without backups', configuration: { Arn } }],
  unknown: [
    {
      title: 'whose policy was denied',
      configuration: { Arn },
      unreadable: [
        { path: 'BackupPolicy', reason: 'denied', permission: 'elasticfilesystem:DescribeBackupPolicy' },
      ],
    },
    {
      title: 'without automatic backups where plans could not be listed',
      configuration: { Arn },
      unlisted: ['plans'],
    },
  ],
});
