import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'that requires TLS',
      configuration: { TransitEncryptionEnabled: true, TransitEncryptionMode: 'required' },
    },
    {
      title: 'with TLS of an older version without modes',
      configuration: { TransitEncryptionEnabled: true },
    },
  ],
  fail: [
    { title: 'without TLS', configuration: { TransitEncryptionEnabled: false } },
    {
      title: 'that prefers TLS',
      configuration: { TransitEncryptionEnabled: true, TransitEncryptionMode: 'preferred' },
      says: 'preferred',
    },
    { title: 'that says nothing, which means off', configuration: {} },
  ],
  unknown: [
    {
      title: 'whose TransitEncryptionEnabled nobody could read',
      configuration: {},
      unreadable: [
        {
          path: 'TransitEncryptionEnabled',
          reason: 'denied',
          permission: 'elasticache:DescribeReplicationGroups',
        },
      ],
    },
  ],
});
