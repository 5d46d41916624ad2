import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'that publishes it',
      configuration: {
        LogPublishingOptions: {
          AUDIT_LOGS: {
            CloudWatchLogsLogGroupArn: 'arn:aws:logs:us-east-1:111122223333:log-group:search',
            Enabled: true,
          },
        },
      },
    },
  ],
  fail: [
    {
      title: 'that has it switched off',
      configuration: {
        LogPublishingOptions: {
          AUDIT_LOGS: {
            CloudWatchLogsLogGroupArn: 'arn:aws:logs:us-east-1:111122223333:log-group:search',
            Enabled: false,
          },
        },
      },
    },
    { title: 'without any log', configuration: {} },
  ],
  unknown: [
    {
      title: 'whose LogPublishingOptions nobody could read',
      configuration: {},
      unreadable: [{ path: 'LogPublishingOptions', reason: 'denied', permission: 'es:DescribeDomain' }],
    },
  ],
});
