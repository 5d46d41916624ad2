import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    { title: 'that logs to a bucket', configuration: { LoggingProperties: { BucketName: 'logs' } } },
    {
      title: 'that logs to CloudWatch',
      configuration: { LoggingProperties: { LogDestinationType: 'cloudwatch', LogExports: ['userlog'] } },
    },
  ],
  fail: [{ title: 'without logging', configuration: {} }],
  unknown: [
    {
      title: 'whose LoggingProperties nobody could read',
      configuration: {},
      unreadable: [
        { path: 'LoggingProperties', reason: 'denied', permission: 'redshift:DescribeLoggingStatus' },
      ],
    },
  ],
});
