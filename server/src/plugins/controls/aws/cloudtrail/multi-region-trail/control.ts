import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { cloudtrailTrailType } from '../../../../providers/aws/resources/cloudtrail_trail/schema.ts';
import { iamAccountType } from '../../../../providers/aws/resources/iam_account/schema.ts';

export const control = defineControl({
  id: 'aws-cloudtrail-multi-region-trail',
  version: 1,
  title: 'A trail records API calls of all regions',
  severity: 'high',
  category: 'logging',
  risk:
    'What happens in a region without a trail leaves no record that outlives 90 days. ' +
    'Intruders prefer regions that nobody uses.',
  advice: {
    console:
      'CloudTrail → Trails → Create trail: it applies to all regions. Or edit a trail and switch on "Multi-region trail".',
    cli: 'aws cloudtrail update-trail --name NAME --is-multi-region-trail && aws cloudtrail start-logging --name NAME',
    terraform:
      'resource "aws_cloudtrail" "this" {\n  is_multi_region_trail = true\n  enable_logging        = true\n}',
    cloudformation: 'IsMultiRegionTrail: true\nIsLogging: true',
  },
  references: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/receive-cloudtrail-log-files-from-multiple-regions.html',
  ],
  resource: iamAccountType,
  reads: { trails: cloudtrailTrailType },
  equivalents: ['prowler:cloudtrail_multi_region_enabled'],
  evaluate(_account, _subject, { trails }) {
    const trail = trails.find(
      ({ configuration }) => configuration.IsMultiRegionTrail === true && configuration.IsLogging === true,
    );
    if (trail !== undefined) return pass(`The trail ${trail.name} records all regions.`);
    return fail('No trail that is switched on records all regions.');
  },
});
