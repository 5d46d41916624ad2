import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'that logs to another bucket',
      configuration: { LoggingConfiguration: { DestinationBucketName: 'logs' } },
      says: 'logs',
    },
  ],
  fail: [
    { title: 'without logging', configuration: {} },
    {
      title: 'whose logging names no bucket',
      configuration: { LoggingConfiguration: { LogFilePrefix: 'a/' } },
    },
  ],
  unknown: [
    {
      title: 'whose logging was denied',
      configuration: {},
      unreadable: [{ path: 'LoggingConfiguration', reason: 'denied', permission: 's3:GetBucketLogging' }],
    },
  ],
});
