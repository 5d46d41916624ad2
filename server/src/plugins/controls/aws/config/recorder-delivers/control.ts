import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { configRecorderType } from '../../../../providers/aws/resources/config_recorder/schema.ts';
import { failsToDeliver } from '../recording.ts';

export const control = defineControl({
  id: 'aws-config-recorder-delivers',
  version: 1,
  title: 'Recorder of AWS Config delivers to a bucket',
  severity: 'medium',
  category: 'governance',
  risk: 'What is recorded and never delivered is lost after a while, and the history has a hole that nobody notices until it is needed.',
  advice: {
    console:
      'Config → Settings → Delivery method: choose a bucket that Config may write to, and check the recorder for errors.',
    cli: 'aws configservice put-delivery-channel --delivery-channel name=default,s3BucketName=BUCKET',
    terraform:
      'resource "aws_config_delivery_channel" "this" {\n  s3_bucket_name = aws_s3_bucket.config.bucket\n}',
    cloudformation: 'Type: AWS::Config::DeliveryChannel\nProperties:\n  S3BucketName: BUCKET',
  },
  references: ['https://docs.aws.amazon.com/config/latest/developerguide/manage-delivery-channel.html'],
  resource: configRecorderType,
  equivalents: [],
  withoutFramework: 'It is a part of the control of every region.',
  evaluate(recorder) {
    const channel = recorder.DeliveryChannels?.find(({ S3BucketName }) => S3BucketName !== undefined);
    if (channel === undefined) return fail('There is no delivery channel to a bucket.', 'DeliveryChannels');
    if (failsToDeliver(recorder))
      return fail('The last delivery failed.', 'ConfigurationRecorderStatus', 'DeliveryChannels');
    return pass(
      `What is recorded goes to the bucket ${channel.S3BucketName ?? ''}.`,
      'DeliveryChannels',
      'ConfigurationRecorderStatus',
    );
  },
});
