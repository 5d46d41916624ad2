import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const key = { AccessKeyId: 'AKIA1', Status: 'Active', CreateDate: '2024-01-01T00:00:00.000Z' };

export const examples = defineExamples({
  pass: [
    { title: 'with one key', configuration: { AccessKeyMetadata: [key, { ...key, Status: 'Inactive' }] } },
    { title: 'without keys', configuration: {} },
  ],
  fail: [
    {
      title: 'with two',
      configuration: { AccessKeyMetadata: [key, { ...key, AccessKeyId: 'AKIA2' }] },
      says: 'AKIA1, AKIA2',
    },
  ],
  unknown: [
    {
      title: 'whose AccessKeyMetadata was denied',
      configuration: {},
      unreadable: [{ path: 'AccessKeyMetadata', reason: 'denied', permission: 'iam:ListAccessKeys' }],
      says: 'iam:ListAccessKeys',
    },
  ],
});
