import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { cloudtrailTrailType } from '../../../../providers/aws/resources/cloudtrail_trail/schema.ts';

export const control = defineControl({
  id: 'aws-cloudtrail-trail-delivers-to-bucket',
  version: 1,
  title: 'Trail delivers its log files without errors',
  severity: 'medium',
  category: 'logging',
  risk: 'A trail whose bucket is gone or whose permission was removed goes on as if it recorded, and keeps nothing.',
  advice: {
    console:
      'CloudTrail → Trails → the trail: read the error under "Last log file delivered", then repair the bucket or its policy.',
    cli: 'aws cloudtrail get-trail-status --name NAME --query LatestDeliveryError',
    terraform:
      'resource "aws_s3_bucket_policy" "trail" {\n  bucket = aws_s3_bucket.trail.id\n  policy = data.aws_iam_policy_document.cloudtrail_may_write.json\n}',
    cloudformation:
      'BucketPolicy with s3:PutObject for cloudtrail.amazonaws.com on the prefix AWSLogs/ACCOUNT/*',
  },
  references: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html',
  ],
  resource: cloudtrailTrailType,
  equivalents: [],
  withoutFramework: 'No standard that is mapped names failed deliveries.',
  evaluate(trail) {
    const error = trail.LatestDeliveryError;
    if (error !== undefined)
      return fail(`The last delivery to the bucket failed: ${error}.`, 'LatestDeliveryError');
    if (trail.IsLogging !== true) return fail('The trail is switched off and delivers nothing.', 'IsLogging');
    return pass('The last delivery to the bucket succeeded.', 'LatestDeliveryError', 'IsLogging');
  },
});
