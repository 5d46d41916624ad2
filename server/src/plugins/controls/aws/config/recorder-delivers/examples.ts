import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with a bucket',
      configuration: {
        DeliveryChannels: [{ Name: 'default', S3BucketName: 'history' }],
        ConfigurationRecorderStatus: { Recording: true, LastStatus: 'SUCCESS' },
      },
    },
  ],
  fail: [
    { title: 'without a channel', configuration: {} },
    {
      title: 'whose delivery fails',
      configuration: {
        DeliveryChannels: [{ S3BucketName: 'history' }],
        ConfigurationRecorderStatus: { Recording: true, LastStatus: 'FAILURE' },
      },
      says: 'failed',
    },
  ],
  unknown: [
    {
      title: 'where that was denied',
      configuration: {},
      unreadable: [
        { path: 'DeliveryChannels', reason: 'denied', permission: 'config:DescribeDeliveryChannels' },
      ],
      says: 'config:DescribeDeliveryChannels',
    },
  ],
});
