import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    { title: 'by broker', configuration: { ClusterType: 'PROVISIONED', EnhancedMonitoring: 'PER_BROKER' } },
    { title: 'that is serverless', configuration: { ClusterType: 'SERVERLESS' } },
  ],
  fail: [
    {
      title: 'with the basic figures',
      configuration: { ClusterType: 'PROVISIONED', EnhancedMonitoring: 'DEFAULT' },
    },
    { title: 'that says nothing, which means basic', configuration: { ClusterType: 'PROVISIONED' } },
  ],
  unknown: [
    {
      title: 'whose EnhancedMonitoring nobody could read',
      configuration: { ClusterType: 'PROVISIONED' },
      unreadable: [{ path: 'EnhancedMonitoring', reason: 'denied', permission: 'kafka:ListClustersV2' }],
    },
  ],
});
