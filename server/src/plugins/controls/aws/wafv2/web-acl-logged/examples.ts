import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with a log group',
      configuration: {
        LoggingConfiguration: {
          LogDestinationConfigs: ['arn:aws:logs:us-east-1:111122223333:log-group:aws-waf-logs-a'],
        },
      },
    },
  ],
  fail: [{ title: 'without', configuration: {} }],
  unknown: [
    {
      title: 'where that was denied',
      configuration: {},
      unreadable: [
        { path: 'LoggingConfiguration', reason: 'denied', permission: 'wafv2:GetLoggingConfiguration' },
      ],
      says: 'wafv2:GetLoggingConfiguration',
    },
  ],
});
