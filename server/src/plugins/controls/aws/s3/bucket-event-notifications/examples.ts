import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with EventBridge',
      configuration: {
        NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
      },
    },
    {
      title: 'that calls a function',
      configuration: {
        NotificationConfiguration: { LambdaConfigurations: [{ Event: 's3:ObjectCreated:*', Function: 'f' }] },
      },
    },
  ],
  fail: [{ title: 'without notifications', configuration: {} }],
  unknown: [
    {
      title: 'whose notifications were denied',
      configuration: {},
      unreadable: [
        { path: 'NotificationConfiguration', reason: 'denied', permission: 's3:GetBucketNotification' },
      ],
    },
  ],
});
