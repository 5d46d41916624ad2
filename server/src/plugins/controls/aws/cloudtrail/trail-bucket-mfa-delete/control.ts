import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { cloudtrailTrailType } from '../../../../providers/aws/resources/cloudtrail_trail/schema.ts';
import { s3Buckets } from '../../keyed-types.ts';

export const control = defineControl({
  id: 'aws-cloudtrail-trail-bucket-mfa-delete',
  version: 1,
  title: 'Bucket of the trail asks for a second factor before it deletes',
  severity: 'medium',
  category: 'data-protection',
  risk: 'Stolen keys of an administrator are enough to delete years of log files. MFA delete asks the root user for a second factor first.',
  advice: {
    console:
      'MFA delete cannot be switched on in the console: use the command line with the access key of the root user.',
    cli: 'aws s3api put-bucket-versioning --bucket NAME --versioning-configuration Status=Enabled,MFADelete=Enabled --mfa "SERIAL CODE"',
    terraform:
      'resource "aws_s3_bucket_versioning" "trail" {\n  bucket = aws_s3_bucket.trail.id\n  mfa    = "SERIAL CODE"\n  versioning_configuration {\n    status     = "Enabled"\n    mfa_delete = "Enabled"\n  }\n}',
    cloudformation:
      'CloudFormation cannot set MFA delete: use the command line once after the bucket was created.',
  },
  references: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiFactorAuthenticationDelete.html'],
  resource: cloudtrailTrailType,
  reads: { buckets: s3Buckets },
  equivalents: ['prowler:cloudtrail_bucket_requires_mfa_delete'],
  evaluate(trail, _subject, { buckets }) {
    const bucket = buckets.by('BucketName', trail.S3BucketName ?? '')[0]?.configuration;
    if (bucket === undefined)
      return unknown(
        `The bucket ${trail.S3BucketName ?? ''} is not in this account, or does not exist.`,
        'S3BucketName',
      );
    if (bucket.VersioningConfiguration?.MFADelete === 'Enabled')
      return pass(
        `The bucket ${trail.S3BucketName ?? ''} asks for a second factor before it deletes.`,
        'S3BucketName',
      );
    return fail(`The bucket ${trail.S3BucketName ?? ''} deletes without a second factor.`, 'S3BucketName');
  },
});
