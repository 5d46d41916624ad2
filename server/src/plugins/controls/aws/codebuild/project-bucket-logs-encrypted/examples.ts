import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'that encrypts them',
      configuration: { LogsConfig: { S3Logs: { Status: 'ENABLED', EncryptionDisabled: false } } },
    },
    {
      title: 'that says nothing of encryption, which is on by default',
      configuration: { LogsConfig: { S3Logs: { Status: 'ENABLED' } } },
    },
  ],
  fail: [
    {
      title: 'that does not encrypt them',
      configuration: { LogsConfig: { S3Logs: { Status: 'ENABLED', EncryptionDisabled: true } } },
    },
  ],
  unknown: [
    {
      title: 'whose LogsConfig nobody could read',
      configuration: {},
      unreadable: [{ path: 'LogsConfig', reason: 'denied', permission: 'codebuild:BatchGetProjects' }],
    },
  ],
  not_applicable: [{ title: 'without logs in a bucket', configuration: {} }],
});
