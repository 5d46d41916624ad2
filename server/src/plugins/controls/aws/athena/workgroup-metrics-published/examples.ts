import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'that publishes them',
      configuration: { WorkGroupConfiguration: { PublishCloudWatchMetricsEnabled: true } },
    },
  ],
  fail: [
    {
      title: 'that does not',
      configuration: { WorkGroupConfiguration: { PublishCloudWatchMetricsEnabled: false } },
    },
  ],
  unknown: [
    {
      title: 'whose WorkGroupConfiguration nobody could read',
      configuration: {},
      unreadable: [{ path: 'WorkGroupConfiguration', reason: 'denied', permission: 'athena:GetWorkGroup' }],
    },
    { title: 'of which Athena does not say it', configuration: { WorkGroupConfiguration: {} } },
  ],
});
