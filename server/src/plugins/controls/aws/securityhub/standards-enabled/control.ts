import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { securityhubHubType } from '../../../../providers/aws/resources/securityhub_hub/schema.ts';

export const control = defineControl({
  id: 'aws-securityhub-standards-enabled',
  version: 1,
  title: 'Security Hub checks against a standard',
  severity: 'medium',
  category: 'threat-detection',
  risk: 'Without a standard Security Hub only forwards what others find and checks nothing itself.',
  advice: {
    console:
      'Security Hub → Security standards: enable AWS Foundational Security Best Practices, and those that you must meet.',
    cli: 'aws securityhub batch-enable-standards --standards-subscription-requests StandardsArn=STANDARD_ARN',
    terraform:
      'resource "aws_securityhub_standards_subscription" "this" {\n  standards_arn = "STANDARD_ARN"\n}',
    cloudformation: 'Type: AWS::SecurityHub::Standard\nProperties:\n  StandardsArn: STANDARD_ARN',
  },
  references: ['https://docs.aws.amazon.com/securityhub/latest/userguide/standards-reference.html'],
  resource: securityhubHubType,
  equivalents: [],
  withoutFramework: 'The mapped standards ask whether Security Hub runs, not for what it checks.',
  evaluate(hub, { region }) {
    if (hub.Enabled === false) return fail(`Security Hub is not enabled in ${region}.`, 'Enabled');
    const count = hub.Standards?.length ?? 0;
    if (count === 0) return fail('Security Hub checks against no standard.', 'Standards');
    return pass(
      `Security Hub checks against ${count === 1 ? 'one standard' : `${count} standards`}.`,
      'Standards',
    );
  },
});
