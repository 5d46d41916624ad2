import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { cloudtrailTrailType } from '../../../../providers/aws/resources/cloudtrail_trail/schema.ts';
import { iamAccountType } from '../../../../providers/aws/resources/iam_account/schema.ts';
import { managementCalls, recordsAllRegions } from '../trail-events.ts';

export const control = defineControl({
  id: 'aws-cloudtrail-management-events-recorded',
  version: 1,
  title: 'A trail of all regions records every management event',
  severity: 'high',
  category: 'logging',
  risk: 'Management events are how somebody creates users, opens networks and deletes backups. A trail without them, or with only half of them, misses what matters most.',
  advice: {
    console: 'CloudTrail → Trails → the trail → Management events → Edit: switch them on for Read and Write.',
    cli: 'aws cloudtrail put-event-selectors --trail-name NAME --event-selectors \'[{"ReadWriteType":"All","IncludeManagementEvents":true}]\'',
    terraform:
      'resource "aws_cloudtrail" "this" {\n  is_multi_region_trail = true\n  event_selector {\n    read_write_type           = "All"\n    include_management_events = true\n  }\n}',
    cloudformation:
      'IsMultiRegionTrail: true\nEventSelectors:\n  - ReadWriteType: All\n    IncludeManagementEvents: true',
  },
  references: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-management-events-with-cloudtrail.html',
  ],
  resource: iamAccountType,
  reads: { trails: cloudtrailTrailType },
  equivalents: ['prowler:cloudtrail_multi_region_enabled_logging_management_events'],
  evaluate(_account, _subject, { trails }) {
    const trail = trails.find(({ configuration }) => {
      if (!recordsAllRegions(configuration)) return false;
      const calls = managementCalls(configuration);
      return calls.reads && calls.writes;
    });
    if (trail === undefined)
      return fail('No trail that is switched on records all management events of all regions.');
    const { without } = managementCalls(trail.configuration);
    const except = without.length === 0 ? '' : `, without those of ${without.join(' and ')}`;
    return pass(`The trail ${trail.name} records the management events of all regions${except}.`);
  },
});
