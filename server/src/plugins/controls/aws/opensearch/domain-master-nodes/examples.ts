import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with three masters',
      configuration: { ClusterConfig: { DedicatedMasterEnabled: true, DedicatedMasterCount: 3 } },
    },
  ],
  fail: [
    { title: 'without masters', configuration: { ClusterConfig: { DedicatedMasterEnabled: false } } },
    {
      title: 'with one master',
      configuration: { ClusterConfig: { DedicatedMasterEnabled: true, DedicatedMasterCount: 1 } },
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
