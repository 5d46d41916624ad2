import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with CloudWatch',
      configuration: {
        ClusterType: 'PROVISIONED',
        LoggingInfo: { BrokerLogs: { CloudWatchLogs: { Enabled: true } } },
      },
    },
    {
      title: 'with a bucket',
      configuration: { ClusterType: 'PROVISIONED', LoggingInfo: { BrokerLogs: { S3: { Enabled: true } } } },
    },
    {
      title: 'with Firehose',
      configuration: {
        ClusterType: 'PROVISIONED',
        LoggingInfo: { BrokerLogs: { Firehose: { Enabled: true } } },
      },
    },
  ],
  fail: [
    {
      title: 'with all off',
      configuration: {
        ClusterType: 'PROVISIONED',
        LoggingInfo: { BrokerLogs: { CloudWatchLogs: { Enabled: false } } },
      },
    },
    { title: 'that says nothing, which means none', configuration: { ClusterType: 'PROVISIONED' } },
  ],
  unknown: [
    {
      title: 'whose LoggingInfo nobody could read',
      configuration: { ClusterType: 'PROVISIONED' },
      unreadable: [{ path: 'LoggingInfo', reason: 'denied', permission: 'kafka:ListClustersV2' }],
    },
  ],
  not_applicable: [{ title: 'that is serverless', configuration: { ClusterType: 'SERVERLESS' } }],
});
