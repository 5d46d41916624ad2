import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { s3BucketType } from '../../../../providers/aws/resources/s3_bucket/schema.ts';

export const control = defineControl({
  id: 'aws-s3-bucket-mfa-delete',
  version: 1,
  title: 'S3 bucket asks for MFA before versions are deleted',
  severity: 'medium',
  category: 'data-protection',
  risk:
    'Whoever steals a key can delete every version of every object. ' +
    "MFA Delete asks for the root user's second factor before a version is removed or versioning is suspended.",
  advice: {
    console: 'MFA Delete cannot be set in the console. The root user sets it with the command line.',
    cli: 'aws s3api put-bucket-versioning --bucket NAME --versioning-configuration Status=Enabled,MFADelete=Enabled --mfa "arn:aws:iam::ACCOUNT:mfa/root-account-mfa-device CODE"',
    terraform:
      'resource "aws_s3_bucket_versioning" "this" {\n  bucket = aws_s3_bucket.this.id\n  mfa    = "SERIAL CODE"\n  versioning_configuration {\n    status     = "Enabled"\n    mfa_delete = "Enabled"\n  }\n}',
    cloudformation: 'CloudFormation cannot set MFA Delete. Use the command line as the root user.',
  },
  references: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiFactorAuthenticationDelete.html'],
  resource: s3BucketType,
  equivalents: ['prowler:s3_bucket_no_mfa_delete'],
  evaluate(bucket) {
    const versioning = bucket.VersioningConfiguration;
    if (versioning?.MFADelete === 'Enabled' && versioning.Status === 'Enabled')
      return pass('MFA Delete is on.', 'VersioningConfiguration');
    if (versioning?.MFADelete === 'Enabled')
      return fail('MFA Delete is on, but versioning is not.', 'VersioningConfiguration');
    return fail('MFA Delete is not on.', 'VersioningConfiguration');
  },
});
