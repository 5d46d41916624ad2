import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'that is encrypted',
      configuration: { Name: '/prod/db/password', Type: 'SecureString', KeyId: 'alias/aws/ssm' },
    },
  ],
  fail: [
    {
      title: 'that is plain',
      configuration: { Name: '/prod/legacy/api-token', Type: 'String' },
      says: 'token',
    },
  ],
  unknown: [
    {
      title: 'whose type could not be read',
      configuration: { Name: '/prod/db/password' },
      unreadable: [{ path: 'Type', reason: 'failed', permission: 'ssm:DescribeParameters' }],
    },
  ],
  not_applicable: [
    { title: 'that is no secret', configuration: { Name: '/prod/log-level', Type: 'String' } },
  ],
});
