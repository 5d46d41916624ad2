import type { JsonObject } from '../../../../../core/json.ts';
import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const allowing = (AWS: string, Condition?: JsonObject) => ({
  FileSystemPolicy: {
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS },
        Action: 'elasticfilesystem:ClientMount',
        ...(Condition && { Condition }),
      },
    ],
  },
});

export const examples = defineExamples({
  pass: [
    { title: 'that one role may mount', configuration: allowing('arn:aws:iam::111122223333:role/app') },
    {
      title: 'that is mounted through its mount targets only',
      configuration: allowing('*', { Bool: { 'elasticfilesystem:AccessedViaMountTarget': 'true' } }),
    },
  ],
  fail: [
    { title: 'without a policy', configuration: {}, says: 'default' },
    { title: 'that everybody may mount', configuration: allowing('*') },
  ],
  unknown: [
    {
      title: 'whose policy was denied',
      configuration: {},
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
