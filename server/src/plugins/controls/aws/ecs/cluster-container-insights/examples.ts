import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with it',
      configuration: { ClusterSettings: [{ Name: 'containerInsights', Value: 'enabled' }] },
    },
    {
      title: 'with the larger set',
      configuration: { ClusterSettings: [{ Name: 'containerInsights', Value: 'enhanced' }] },
    },
  ],
  fail: [
    {
      title: 'without it',
      configuration: { ClusterSettings: [{ Name: 'containerInsights', Value: 'disabled' }] },
    },
    { title: 'that says nothing, which means off', configuration: {} },
  ],
  unknown: [
    {
      title: 'whose ClusterSettings nobody could read',
      configuration: {},
      unreadable: [{ path: 'ClusterSettings', reason: 'denied', permission: 'ecs:DescribeClusters' }],
    },
  ],
});
