import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const key = { AccessKeyId: 'AKIA1', Status: 'Active', CreateDate: '2024-01-01T00:00:00.000Z' };

export const examples = defineExamples({
  pass: [
    {
      title: 'whose key was used lately',
      configuration: { AccessKeyMetadata: [{ ...key, LastUsedDate: '2026-01-14' }] },
    },
    {
      title: 'whose key is new, although its use was denied',
      configuration: { AccessKeyMetadata: [{ ...key, CreateDate: '2026-01-01T00:00:00.000Z' }] },
      unreadable: [{ path: 'AccessKeyMetadata.*.LastUsedDate', reason: 'denied' }],
    },
  ],
  fail: [
    { title: 'whose key was never used', configuration: { AccessKeyMetadata: [key] }, says: 'never used' },
    {
      title: 'whose key was used long ago',
      configuration: { AccessKeyMetadata: [{ ...key, LastUsedDate: '2025-11-30' }] },
      says: '2025-11-30',
    },
  ],
  unknown: [
    {
      title: 'whose AccessKeyMetadata was denied',
      configuration: {},
      unreadable: [{ path: 'AccessKeyMetadata', reason: 'denied', permission: 'iam:ListAccessKeys' }],
      says: 'iam:ListAccessKeys',
    },
    {
      title: 'the use of whose key was denied',
      configuration: { AccessKeyMetadata: [key] },
      unreadable: [
        {
          path: 'AccessKeyMetadata.*.LastUsedDate',
          reason: 'denied',
          permission: 'iam:GetAccessKeyLastUsed',
        },
      ],
      says: 'iam:GetAccessKeyLastUsed',
    },
  ],
  not_applicable: [
    { title: 'without keys', configuration: {} },
    {
      title: 'whose only key is inactive',
      configuration: { AccessKeyMetadata: [{ ...key, Status: 'Inactive' }] },
    },
  ],
});
