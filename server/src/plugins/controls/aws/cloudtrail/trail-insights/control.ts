import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { cloudtrailTrailType } from '../../../../providers/aws/resources/cloudtrail_trail/schema.ts';

export const control = defineControl({
  id: 'aws-cloudtrail-trail-insights',
  version: 1,
  title: 'Trail looks for unusual activity',
  severity: 'low',
  category: 'threat-detection',
  risk: 'Insights compare the rate of calls and errors with the usual one. Without them a burst of deletions looks like any other hour in the log files.',
  advice: {
    console:
      'CloudTrail → Trails → the trail → Insights events → Edit: switch on API call rate and API error rate.',
    cli: 'aws cloudtrail put-insight-selectors --trail-name NAME --insight-selectors \'[{"InsightType":"ApiCallRateInsight"},{"InsightType":"ApiErrorRateInsight"}]\'',
    terraform:
      'resource "aws_cloudtrail" "this" {\n  insight_selector {\n    insight_type = "ApiCallRateInsight"\n  }\n}',
    cloudformation: 'InsightSelectors:\n  - InsightType: ApiCallRateInsight',
  },
  references: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-insights-events-with-cloudtrail.html',
  ],
  resource: cloudtrailTrailType,
  equivalents: ['prowler:cloudtrail_insights_exist'],
  evaluate(trail) {
    const kinds = (trail.InsightSelectors ?? []).map(({ InsightType }) => InsightType ?? '');
    if (kinds.length === 0) return fail('The trail does not look for unusual activity.', 'InsightSelectors');
    return pass(`The trail looks for unusual activity: ${kinds.join(', ')}.`, 'InsightSelectors');
  },
});
