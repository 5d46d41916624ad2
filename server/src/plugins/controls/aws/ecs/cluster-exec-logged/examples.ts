import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with a log group of its own',
      configuration: {
        Configuration: {
          ExecuteCommandConfiguration: {
            Logging: 'OVERRIDE',
            LogConfiguration: { CloudWatchLogGroupName: '/ecs/exec' },
          },
        },
      },
      says: '/ecs/exec',
    },
    {
      title: 'with a bucket',
      configuration: {
        Configuration: {
          ExecuteCommandConfiguration: { Logging: 'OVERRIDE', LogConfiguration: { S3BucketName: 'shells' } },
        },
      },
    },
  ],
  fail: [
    {
      title: 'that logs nothing',
      configuration: { Configuration: { ExecuteCommandConfiguration: { Logging: 'NONE' } } },
    },
    {
      title: 'with the default, which depends on each task',
      configuration: { Configuration: { ExecuteCommandConfiguration: { Logging: 'DEFAULT' } } },
    },
    { title: 'that says nothing, which means the default', configuration: {} },
  ],
  unknown: [
    {
      title: 'whose Configuration nobody could read',
      configuration: {},
      unreadable: [{ path: 'Configuration', reason: 'denied', permission: 'ecs:DescribeClusters' }],
    },
  ],
});
