import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'that logs to another bucket',
      configuration: { BucketName: 'data', LoggingConfiguration: { DestinationBucketName: 'logs' } },
    },
  ],
  fail: [
    {
      title: 'that logs into itself',
      configuration: { BucketName: 'data', LoggingConfiguration: { DestinationBucketName: 'data' } },
    },
  ],
  unknown: [
    {
      title: 'whose logging was denied',
      configuration: { BucketName: 'data' },
      unreadable: [{ path: 'LoggingConfiguration', reason: 'denied', permission: 's3:GetBucketLogging' }],
    },
  ],
  not_applicable: [{ title: 'that does not log', configuration: { BucketName: 'data' } }],
});
