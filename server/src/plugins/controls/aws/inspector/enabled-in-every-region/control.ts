import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { inspectorSettingsType } from '../../../../providers/aws/resources/inspector_settings/schema.ts';

const kinds = [
  ['EC2', 'Ec2'],
  ['ECR', 'Ecr'],
  ['Lambda', 'Lambda'],
] as const;

export const control = defineControl({
  id: 'aws-inspector-enabled-in-every-region',
  version: 1,
  title: 'Inspector scans machines, images and functions of the region',
  severity: 'medium',
  category: 'threat-detection',
  risk: 'Known weaknesses are attacked within days of their publication. What is not scanned is patched when somebody remembers it.',
  advice: {
    console: 'Inspector → Account management: activate EC2, ECR and Lambda scanning in each region.',
    cli: 'aws inspector2 enable --resource-types EC2 ECR LAMBDA --region REGION',
    terraform:
      'resource "aws_inspector2_enabler" "this" {\n  account_ids    = ["ACCOUNT_ID"]\n  resource_types = ["EC2", "ECR", "LAMBDA"]\n}',
    cloudformation: 'CloudFormation has no type for it: activate the scans by console or command line.',
  },
  references: ['https://docs.aws.amazon.com/inspector/latest/user/activate-scans.html'],
  resource: inspectorSettingsType,
  equivalents: ['prowler:inspector2_is_enabled'],
  evaluate(settings, { region }) {
    const scans = settings.ResourceState;
    const off = kinds.filter(([, member]) => scans?.[member] !== 'ENABLED').map(([name]) => name);
    if (off.length === 0) return pass(`Inspector scans EC2, ECR and Lambda in ${region}.`, 'ResourceState');
    return fail(`Inspector does not scan ${off.join(', ')} in ${region}.`, 'ResourceState', 'Status');
  },
});
