import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'without public addresses',
      configuration: {
        ClusterType: 'PROVISIONED',
        BrokerNodeGroupInfo: { ConnectivityInfo: { PublicAccess: { Type: 'DISABLED' } } },
      },
    },
    {
      title: 'that says nothing, which means none',
      configuration: { ClusterType: 'PROVISIONED', BrokerNodeGroupInfo: {} },
    },
    { title: 'that is serverless', configuration: { ClusterType: 'SERVERLESS' } },
  ],
  fail: [
    {
      title: 'with public addresses',
      configuration: {
        ClusterType: 'PROVISIONED',
        BrokerNodeGroupInfo: { ConnectivityInfo: { PublicAccess: { Type: 'SERVICE_PROVIDED_EIPS' } } },
      },
    },
  ],
  unknown: [
    {
      title: 'whose BrokerNodeGroupInfo nobody could read',
      configuration: { ClusterType: 'PROVISIONED' },
      unreadable: [{ path: 'BrokerNodeGroupInfo', reason: 'denied', permission: 'kafka:ListClustersV2' }],
    },
  ],
});
