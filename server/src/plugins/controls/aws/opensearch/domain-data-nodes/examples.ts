import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with three nodes in three zones',
      configuration: { ClusterConfig: { InstanceCount: 3, ZoneAwarenessEnabled: true } },
    },
  ],
  fail: [
    { title: 'with one node', configuration: { ClusterConfig: { InstanceCount: 1 } }, says: '1 data node.' },
    {
      title: 'with three nodes in one zone',
      configuration: { ClusterConfig: { InstanceCount: 3, ZoneAwarenessEnabled: false } },
    },
  ],
  unknown: [
    {
      title: 'whose ClusterConfig nobody could read',
      configuration: {},
      unreadable: [{ path: 'ClusterConfig', reason: 'denied', permission: 'es:DescribeDomain' }],
    },
  ],
});
