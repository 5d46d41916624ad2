import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { macieSessionType } from '../../../../providers/aws/resources/macie_session/schema.ts';
import { s3Buckets } from '../../keyed-types.ts';
import { hasBucket } from '../has-bucket.ts';

export const control = defineControl({
  id: 'aws-macie-enabled-in-every-region',
  version: 1,
  title: 'Macie looks for sensitive data in the buckets of the region',
  severity: 'medium',
  category: 'data-protection',
  risk: 'Nobody protects personal data that nobody knows of. Macie finds it in buckets, and sees which of those are open.',
  advice: {
    console: 'Macie → Get started → Enable Macie, in each region that holds data.',
    cli: 'aws macie2 enable-macie --region REGION',
    terraform: 'resource "aws_macie2_account" "this" {\n  status = "ENABLED"\n}',
    cloudformation: 'Type: AWS::Macie::Session\nProperties:\n  Status: ENABLED',
  },
  references: ['https://docs.aws.amazon.com/macie/latest/user/getting-started.html'],
  resource: macieSessionType,
  reads: { buckets: s3Buckets },
  equivalents: ['prowler:macie_is_enabled'],
  evaluate(macie, { region }, { buckets }) {
    if (macie.Status === 'ENABLED') return pass(`Macie is enabled in ${region}.`, 'Status');
    if (!hasBucket(buckets, region)) return notApplicable(`There is no bucket in ${region}.`, 'Status');
    if (macie.Status === 'PAUSED') return fail(`Macie is suspended in ${region}.`, 'Status');
    return fail(`Macie is not enabled in ${region}.`, 'Status');
  },
});
