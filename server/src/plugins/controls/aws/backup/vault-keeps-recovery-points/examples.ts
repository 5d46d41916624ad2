import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const AccessPolicy = {
  Statement: [
    { Sid: 'Keep', Effect: 'Deny', Principal: '*', Action: 'backup:DeleteRecoveryPoint', Resource: '*' },
  ],
};

export const examples = defineExamples({
  pass: [
    { title: 'with a lock', configuration: { Locked: true } },
    { title: 'whose policy denies it', configuration: { Locked: false, AccessPolicy }, says: 'Keep' },
  ],
  fail: [{ title: 'without either', configuration: { Locked: false } }],
  unknown: [
    {
      title: 'without a lock, whose policy was denied',
      configuration: { Locked: false },
      unreadable: [
        { path: 'AccessPolicy', reason: 'denied', permission: 'backup:GetBackupVaultAccessPolicy' },
      ],
    },
  ],
});
