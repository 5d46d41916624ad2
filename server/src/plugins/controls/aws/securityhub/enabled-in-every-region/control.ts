import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { securityhubHubType } from '../../../../providers/aws/resources/securityhub_hub/schema.ts';

export const control = defineControl({
  id: 'aws-securityhub-enabled-in-every-region',
  version: 1,
  title: 'Security Hub collects the findings of the region',
  severity: 'high',
  category: 'threat-detection',
  risk: 'Findings of GuardDuty, Inspector, Macie and others lie in as many places. Where nobody collects them, the one that matters is not read.',
  advice: {
    console:
      'Security Hub → Go to Security Hub → Enable, in each region, or by central configuration for the organisation.',
    cli: 'aws securityhub enable-security-hub --region REGION',
    terraform: 'resource "aws_securityhub_account" "this" {}',
    cloudformation: 'Type: AWS::SecurityHub::Hub',
  },
  references: ['https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-settingup.html'],
  resource: securityhubHubType,
  equivalents: ['prowler:securityhub_enabled'],
  evaluate(hub, { region }) {
    if (hub.Enabled === true) return pass(`Security Hub is enabled in ${region}.`, 'Enabled', 'HubArn');
    return fail(`Security Hub is not enabled in ${region}.`, 'Enabled');
  },
});
