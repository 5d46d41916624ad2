import type { JsonObject } from '../../../../../core/json.ts';
import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const allowing = (Condition?: JsonObject) => ({
  AccessPolicy: {
    Statement: [
      {
        Effect: 'Allow',
        Principal: '*',
        Action: 'backup:CopyIntoBackupVault',
        Resource: '*',
        ...(Condition && { Condition }),
      },
    ],
  },
});

export const examples = defineExamples({
  pass: [
    { title: 'without a policy', configuration: {} },
    {
      title: 'of the organisation',
      configuration: allowing({ StringEquals: { 'aws:PrincipalOrgID': 'o-abcdefghij' } }),
    },
  ],
  fail: [
    { title: 'into which everybody may copy', configuration: allowing(), says: 'backup:copyintobackupvault' },
  ],
  unknown: [
    {
      title: 'whose policy was denied',
      configuration: {},
      unreadable: [
        { path: 'AccessPolicy', reason: 'denied', permission: 'backup:GetBackupVaultAccessPolicy' },
      ],
    },
  ],
});
