import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    { title: 'with CloudWatch', configuration: { LogsConfig: { CloudWatchLogs: { Status: 'ENABLED' } } } },
    {
      title: 'with a bucket',
      configuration: {
        LogsConfig: {
          CloudWatchLogs: { Status: 'DISABLED' },
          S3Logs: { Status: 'ENABLED', Location: 'logs/builds' },
        },
      },
    },
    { title: 'that says nothing, which means CloudWatch', configuration: {} },
    {
      title: 'that only switches the bucket off',
      configuration: { LogsConfig: { S3Logs: { Status: 'DISABLED' } } },
    },
  ],
  fail: [
    {
      title: 'without logs',
      configuration: {
        LogsConfig: { CloudWatchLogs: { Status: 'DISABLED' }, S3Logs: { Status: 'DISABLED' } },
      },
    },
  ],
  unknown: [
    {
      title: 'whose LogsConfig nobody could read',
      configuration: {},
      unreadable: [{ path: 'LogsConfig', reason: 'denied', permission: 'codebuild:BatchGetProjects' }],
    },
  ],
});
