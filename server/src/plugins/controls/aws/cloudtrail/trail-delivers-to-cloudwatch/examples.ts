import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const group = { CloudWatchLogsLogGroupArn: 'arn:aws:logs:us-east-1:111122223333:log-group:trail:*' };

export const examples = defineExamples({
  pass: [
    { title: 'that delivered today', configuration: { ...group, LatestCloudWatchLogsDeliveryAgeDays: 0 } },
  ],
  fail: [
    { title: 'without a log group', configuration: {} },
    { title: 'that never delivered', configuration: group, says: 'ever' },
    {
      title: 'that was switched off an hour after it delivered',
      configuration: { ...group, IsLogging: false, LatestCloudWatchLogsDeliveryAgeDays: 0 },
      says: 'switched off',
    },
    {
      title: 'that stopped delivering',
      configuration: { ...group, LatestCloudWatchLogsDeliveryAgeDays: 12 },
      says: '12 days',
    },
  ],
  unknown: [
    {
      title: 'where that was denied',
      configuration: group,
      unreadable: [
        {
          path: 'LatestCloudWatchLogsDeliveryAgeDays',
          reason: 'denied',
          permission: 'cloudtrail:GetTrailStatus',
        },
      ],
      says: 'cloudtrail:GetTrailStatus',
    },
  ],
});
