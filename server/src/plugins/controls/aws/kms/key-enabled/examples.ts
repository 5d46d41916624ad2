import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'that is enabled', configuration: { KeyManager: 'CUSTOMER', KeyState: 'Enabled' } }],
  fail: [
    {
      title: 'that is disabled',
      configuration: { KeyManager: 'CUSTOMER', KeyState: 'Disabled' },
      says: 'Disabled',
    },
  ],
  unknown: [
    {
      title: 'that nobody may describe',
      configuration: {},
      unreadable: [{ path: 'KeyManager', reason: 'denied', permission: 'kms:DescribeKey' }],
    },
  ],
  not_applicable: [
    { title: 'that AWS manages', configuration: { KeyManager: 'AWS' } },
    { title: 'that will be deleted', configuration: { KeyManager: 'CUSTOMER', KeyState: 'PendingDeletion' } },
  ],
});
