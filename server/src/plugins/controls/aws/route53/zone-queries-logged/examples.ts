import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with logs',
      configuration: {
        HostedZoneConfig: { PrivateZone: false },
        QueryLoggingConfig: { CloudWatchLogsLogGroupArn: 'arn:aws:logs' },
      },
    },
  ],
  fail: [{ title: 'without', configuration: { HostedZoneConfig: { PrivateZone: false } } }],
  unknown: [
    {
      title: 'where that was denied',
      configuration: { HostedZoneConfig: { PrivateZone: false } },
      unreadable: [
        { path: 'QueryLoggingConfig', reason: 'denied', permission: 'route53:ListQueryLoggingConfigs' },
      ],
      says: 'route53:ListQueryLoggingConfigs',
    },
  ],
  not_applicable: [{ title: 'that is private', configuration: { HostedZoneConfig: { PrivateZone: true } } }],
});
