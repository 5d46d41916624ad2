import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const key = { AccessKeyId: 'AKIA1', Status: 'Active', CreateDate: '2024-01-01T00:00:00.000Z' };

export const examples = defineExamples({
  pass: [
    {
      title: 'whose key is 90 days old',
      configuration: { AccessKeyMetadata: [{ ...key, CreateDate: '2025-10-17T00:00:00.000Z' }] },
    },
  ],
  fail: [
    {
      title: 'whose key is 91 days old',
      configuration: { AccessKeyMetadata: [{ ...key, CreateDate: '2025-10-16T00:00:00.000Z' }] },
      says: '91 days',
    },
    {
      title: 'one of whose keys is old',
      configuration: { AccessKeyMetadata: [{ ...key, CreateDate: '2026-01-01T00:00:00.000Z' }, key] },
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
      title: 'the age of whose key is not known',
      configuration: { AccessKeyMetadata: [{ Status: 'Active' }] },
    },
  ],
  not_applicable: [
    {
      title: 'whose old key is inactive',
      configuration: { AccessKeyMetadata: [{ ...key, Status: 'Inactive' }] },
    },
  ],
});
