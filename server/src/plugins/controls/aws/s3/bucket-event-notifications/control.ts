import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { s3BucketType } from '../../../../providers/aws/resources/s3_bucket/schema.ts';

export const control = defineControl({
  id: 'aws-s3-bucket-event-notifications',
  version: 1,
  title: 'S3 bucket reports events of its objects',
  severity: 'low',
  category: 'monitoring',
  risk: 'Nobody is told when objects come, change or go. Malware scans, integrity checks and alarms on deletions start from these events.',
  advice: {
    console:
      'S3 → the bucket → Properties → Event notifications: create one, or switch on Amazon EventBridge.',
    cli: 'aws s3api put-bucket-notification-configuration --bucket NAME --notification-configuration \'{"EventBridgeConfiguration":{}}\'',
    terraform:
      'resource "aws_s3_bucket_notification" "this" {\n  bucket      = aws_s3_bucket.this.id\n  eventbridge = true\n}',
    cloudformation: 'NotificationConfiguration:\n  EventBridgeConfiguration:\n    EventBridgeEnabled: true',
  },
  references: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventNotifications.html'],
  resource: s3BucketType,
  equivalents: ['prowler:s3_bucket_event_notifications_enabled'],
  evaluate(bucket) {
    const events = bucket.NotificationConfiguration;
    if (events?.EventBridgeConfiguration?.EventBridgeEnabled === true)
      return pass('Events go to Amazon EventBridge.', 'NotificationConfiguration');
    const targets =
      (events?.LambdaConfigurations?.length ?? 0) +
      (events?.QueueConfigurations?.length ?? 0) +
      (events?.TopicConfigurations?.length ?? 0);
    if (targets > 0) return pass(`Event notifications: ${targets}.`, 'NotificationConfiguration');
    return fail('The bucket reports no events.', 'NotificationConfiguration');
  },
});
