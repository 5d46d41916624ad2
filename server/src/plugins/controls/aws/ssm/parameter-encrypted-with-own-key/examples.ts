import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with a key of its own',
      configuration: { Type: 'SecureString', KeyId: 'arn:aws:kms:us-east-1:111122223333:key/k' },
    },
  ],
  fail: [{ title: 'with the default key', configuration: { Type: 'SecureString', KeyId: 'alias/aws/ssm' } }],
  unknown: [
    {
      title: 'whose key could not be read',
      configuration: { Type: 'SecureString' },
      unreadable: [{ path: 'KeyId', reason: 'failed', permission: 'ssm:DescribeParameters' }],
    },
  ],
  not_applicable: [{ title: 'that is plain', configuration: { Type: 'String' } }],
});
