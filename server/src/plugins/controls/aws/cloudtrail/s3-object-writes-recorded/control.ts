import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { cloudtrailTrailType } from '../../../../providers/aws/resources/cloudtrail_trail/schema.ts';
import { iamAccountType } from '../../../../providers/aws/resources/iam_account/schema.ts';
import { allBuckets, dataCalls, recordsAllRegions } from '../trail-events.ts';

export const control = defineControl({
  id: 'aws-cloudtrail-s3-object-writes-recorded',
  version: 1,
  title: 'A trail records who changes objects in all buckets',
  severity: 'low',
  category: 'logging',
  risk: 'Management events say who created a bucket, not who changes what is in it. After a leak only object level events tell which files were touched and by whom.',
  advice: {
    console: 'CloudTrail → Trails → the trail → Data events → Edit: add S3 with "Log all events".',
    cli: 'aws cloudtrail put-event-selectors --trail-name NAME --event-selectors \'[{"ReadWriteType":"All","IncludeManagementEvents":true,"DataResources":[{"Type":"AWS::S3::Object","Values":["arn:aws:s3"]}]}]\'',
    terraform:
      'resource "aws_cloudtrail" "this" {\n  event_selector {\n    read_write_type           = "All"\n    include_management_events = true\n    data_resource {\n      type   = "AWS::S3::Object"\n      values = ["arn:aws:s3"]\n    }\n  }\n}',
    cloudformation:
      'EventSelectors:\n  - ReadWriteType: All\n    IncludeManagementEvents: true\n    DataResources:\n      - Type: AWS::S3::Object\n        Values: [arn:aws:s3]',
  },
  references: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html',
  ],
  resource: iamAccountType,
  reads: { trails: cloudtrailTrailType },
  equivalents: ['prowler:cloudtrail_s3_dataevents_write_enabled'],
  evaluate(_account, _subject, { trails }) {
    const trail = trails.find(
      ({ configuration }) =>
        recordsAllRegions(configuration) && dataCalls(configuration, 'AWS::S3::Object', allBuckets).writes,
    );
    if (trail === undefined)
      return fail('No trail of all regions records who changes objects in all buckets.');
    return pass(`The trail ${trail.name} records who changes objects in all buckets.`);
  },
});
