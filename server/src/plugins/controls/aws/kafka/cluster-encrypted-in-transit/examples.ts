import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with TLS',
      configuration: {
        ClusterType: 'PROVISIONED',
        EncryptionInfo: { EncryptionInTransit: { ClientBroker: 'TLS', InCluster: true } },
      },
    },
    { title: 'that says nothing, which means TLS', configuration: { ClusterType: 'PROVISIONED' } },
    { title: 'that is serverless', configuration: { ClusterType: 'SERVERLESS' } },
  ],
  fail: [
    {
      title: 'with plain text beside TLS',
      configuration: {
        ClusterType: 'PROVISIONED',
        EncryptionInfo: { EncryptionInTransit: { ClientBroker: 'TLS_PLAINTEXT', InCluster: true } },
      },
      says: 'TLS_PLAINTEXT',
    },
    {
      title: 'with plain text between brokers',
      configuration: {
        ClusterType: 'PROVISIONED',
        EncryptionInfo: { EncryptionInTransit: { ClientBroker: 'TLS', InCluster: false } },
      },
    },
  ],
  unknown: [
    {
      title: 'whose EncryptionInfo nobody could read',
      configuration: { ClusterType: 'PROVISIONED' },
      unreadable: [{ path: 'EncryptionInfo', reason: 'denied', permission: 'kafka:ListClustersV2' }],
    },
  ],
});
