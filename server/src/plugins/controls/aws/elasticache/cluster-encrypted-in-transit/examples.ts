import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'with TLS', configuration: { Engine: 'memcached', TransitEncryptionEnabled: true } }],
  fail: [
    { title: 'without TLS', configuration: { Engine: 'memcached', TransitEncryptionEnabled: false } },
    { title: 'that says nothing, which means off', configuration: { Engine: 'memcached' } },
  ],
  unknown: [
    {
      title: 'whose TransitEncryptionEnabled nobody could read',
      configuration: {},
      unreadable: [
        {
          path: 'TransitEncryptionEnabled',
          reason: 'denied',
          permission: 'elasticache:DescribeCacheClusters',
        },
      ],
    },
  ],
  not_applicable: [{ title: 'of a replication group', configuration: { ReplicationGroupId: 'sessions' } }],
});
