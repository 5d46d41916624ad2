import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'with figures every minute', configuration: { MonitoringInterval: 60 } }],
  fail: [
    { title: 'with interval 0', configuration: { MonitoringInterval: 0 } },
    { title: 'that says nothing, which means off', configuration: {} },
  ],
  unknown: [
    {
      title: 'whose MonitoringInterval nobody could read',
      configuration: {},
      unreadable: [{ path: 'MonitoringInterval', reason: 'denied', permission: 'rds:DescribeDBInstances' }],
    },
  ],
});
