import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { s3AccountSettingsType } from '../../../../providers/aws/resources/s3_account_settings/schema.ts';
import { s3BucketType } from '../../../../providers/aws/resources/s3_bucket/schema.ts';
import { publicGrants } from '../public-grants.ts';

const any = new Set(['READ', 'WRITE', 'READ_ACP', 'WRITE_ACP', 'FULL_CONTROL']);

export const control = defineControl({
  id: 'aws-s3-bucket-not-public',
  version: 1,
  title: 'S3 bucket is not public by policy or access control list',
  severity: 'critical',
  category: 'data-protection',
  risk: 'What is in a public bucket belongs to everybody who finds its name, and there are programs that try all names.',
  advice: {
    console:
      'S3 → the bucket → Permissions: switch on "Block all public access", then remove the public statement or grant.',
    cli: 'aws s3api put-public-access-block --bucket NAME --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true',
    terraform:
      'resource "aws_s3_bucket_public_access_block" "this" {\n  bucket                  = aws_s3_bucket.this.id\n  block_public_acls       = true\n  ignore_public_acls      = true\n  block_public_policy     = true\n  restrict_public_buckets = true\n}',
    cloudformation:
      'PublicAccessBlockConfiguration:\n  BlockPublicAcls: true\n  IgnorePublicAcls: true\n  BlockPublicPolicy: true\n  RestrictPublicBuckets: true',
  },
  references: [
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html',
  ],
  resource: s3BucketType,
  reads: { account: s3AccountSettingsType },
  equivalents: ['prowler:s3_bucket_public_access'],
  evaluate(bucket, _subject, { account }) {
    const byPolicy = bucket.PolicyStatus?.IsPublic === true;
    const grants = publicGrants(bucket.AccessControlList?.Grants, any);
    const aclsOff =
      grants.length > 0 && bucket.OwnershipControls?.Rules?.[0]?.ObjectOwnership === 'BucketOwnerEnforced';
    const byAcl = grants.length > 0 && !aclsOff;
    if (!byPolicy && !byAcl)
      return pass('Neither policy nor ACL makes the bucket public.', 'PolicyStatus', 'AccessControlList');
    const own = bucket.PublicAccessBlockConfiguration;
    const policyOpen =
      byPolicy &&
      own?.RestrictPublicBuckets !== true &&
      !account.some(
        ({ configuration }) => configuration.PublicAccessBlockConfiguration?.RestrictPublicBuckets === true,
      );
    if (policyOpen)
      return fail(
        'The bucket policy makes it public, and no block stops that.',
        'PolicyStatus',
        'PublicAccessBlockConfiguration',
      );
    const aclOpen =
      byAcl &&
      own?.IgnorePublicAcls !== true &&
      !account.some(
        ({ configuration }) => configuration.PublicAccessBlockConfiguration?.IgnorePublicAcls === true,
      );
    if (aclOpen)
      return fail(
        `The ACL grants ${grants.join(', ')}, and no block stops that.`,
        'AccessControlList',
        'PublicAccessBlockConfiguration',
      );
    return pass(
      'A block makes public policies and grants of the bucket ineffective.',
      'PublicAccessBlockConfiguration',
      'PolicyStatus',
      'AccessControlList',
    );
  },
});
