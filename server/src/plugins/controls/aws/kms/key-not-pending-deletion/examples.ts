import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'that is enabled', configuration: { KeyManager: 'CUSTOMER', KeyState: 'Enabled' } }],
  fail: [
    {
      title: 'that will be deleted',
      configuration: {
        KeyManager: 'CUSTOMER',
        KeyState: 'PendingDeletion',
        DeletionDate: '2026-02-01T00:00:00.000Z',
      },
      says: '2026-02-01',
    },
  ],
  unknown: [
    {
      title: 'that nobody may describe',
      configuration: {},
      unreadable: [
        { path: 'KeyManager', reason: 'denied', permission: 'kms:DescribeKey' },
        { path: 'KeyState', reason: 'denied', permission: 'kms:DescribeKey' },
      ],
    },
  ],
  not_applicable: [{ title: 'that AWS manages', configuration: { KeyManager: 'AWS', KeyState: 'Enabled' } }],
});
