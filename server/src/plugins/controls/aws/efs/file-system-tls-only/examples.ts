import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const Arn = 'arn:aws:elasticfilesystem:us-east-1:111122223333:file-system/fs-1';
const FileSystemPolicy = {
  Statement: [
    {
      Sid: 'TlsOnly',
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Action: '*',
      Resource: Arn,
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    },
  ],
};

export const examples = defineExamples({
  pass: [{ title: 'that denies clients without TLS', configuration: { Arn, FileSystemPolicy } }],
  fail: [{ title: 'without a policy', configuration: { Arn } }],
  unknown: [
    {
      title: 'whose policy was denied',
      configuration: { Arn },
      unreadable: [
        {
          path: 'FileSystemPolicy',
          reason: 'denied',
          permission: 'elasticfilesystem:DescribeFileSystemPolicy',
        },
      ],
    },
  ],
});
