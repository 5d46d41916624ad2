import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'with encrypted recovery points only', configuration: {} }],
  fail: [
    {
      title: 'with an unencrypted one',
      configuration: {
        UnencryptedRecoveryPoints: [
          { ResourceArn: 'arn:aws:ec2:us-east-1:111122223333:volume/vol-1', ResourceType: 'EBS' },
        ],
      },
      says: 'vol-1',
    },
  ],
  unknown: [
    {
      title: 'whose recovery points were denied',
      configuration: {},
      unreadable: [
        {
          path: 'UnencryptedRecoveryPoints',
          reason: 'denied',
          permission: 'backup:ListRecoveryPointsByBackupVault',
        },
      ],
    },
  ],
});
