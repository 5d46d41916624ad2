import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { macieSessionType } from '../../../../providers/aws/resources/macie_session/schema.ts';
import { s3Buckets } from '../../keyed-types.ts';
import { hasBucket } from '../has-bucket.ts';

export const control = defineControl({
  id: 'aws-macie-automated-discovery',
  version: 1,
  title: 'Macie looks for sensitive data by itself',
  severity: 'high',
  category: 'data-protection',
  risk: 'Jobs look where somebody has told them to. Automated discovery samples all buckets every day and finds what was put in the wrong place.',
  advice: {
    console: 'Macie → Automated sensitive data discovery → Enable.',
    cli: 'aws macie2 update-automated-discovery-configuration --status ENABLED',
    terraform:
      'resource "aws_macie2_account" "this" {\n  status = "ENABLED"\n}\n# Automated discovery itself is switched on by console or command line.',
    cloudformation:
      'Type: AWS::Macie::Session (automated discovery itself is switched on by console or command line)',
  },
  references: ['https://docs.aws.amazon.com/macie/latest/user/discovery-asdd.html'],
  resource: macieSessionType,
  reads: { buckets: s3Buckets },
  equivalents: ['prowler:macie_automated_sensitive_data_discovery_enabled'],
  evaluate(macie, { region }, { buckets }) {
    if (macie.AutomatedDiscoveryStatus === 'ENABLED')
      return pass('Automated discovery is on.', 'AutomatedDiscoveryStatus');
    if (!hasBucket(buckets, region)) return notApplicable(`There is no bucket in ${region}.`, 'Status');
    if (macie.Status === 'DISABLED') return fail(`Macie is not enabled in ${region}.`, 'Status');
    return fail('Automated discovery is off.', 'AutomatedDiscoveryStatus');
  },
});
