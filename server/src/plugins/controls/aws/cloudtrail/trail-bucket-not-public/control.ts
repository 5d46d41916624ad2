import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { cloudtrailTrailType } from '../../../../providers/aws/resources/cloudtrail_trail/schema.ts';
import { s3AccountSettingsType } from '../../../../providers/aws/resources/s3_account_settings/schema.ts';
import { s3Buckets } from '../../keyed-types.ts';
import { publicGrants } from '../../s3/public-grants.ts';

const anyPermission = new Set(['READ', 'WRITE', 'READ_ACP', 'WRITE_ACP', 'FULL_CONTROL']);

export const control = defineControl({
  id: 'aws-cloudtrail-trail-bucket-not-public',
  version: 1,
  title: 'Bucket of the trail is closed to the public',
  severity: 'critical',
  category: 'data-protection',
  risk: 'Who reads the log files of a trail knows every user, role, key id and service of the account, and sees which of them are used.',
  advice: {
    console:
      'S3 → the bucket of the trail → Permissions: switch on "Block all public access", and remove public grants from policy and ACL.',
    cli: 'aws s3api put-public-access-block --bucket NAME --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true',
    terraform:
      'resource "aws_s3_bucket_public_access_block" "trail" {\n  bucket                  = aws_s3_bucket.trail.id\n  block_public_acls       = true\n  ignore_public_acls      = true\n  block_public_policy     = true\n  restrict_public_buckets = true\n}',
    cloudformation:
      'PublicAccessBlockConfiguration:\n  BlockPublicAcls: true\n  IgnorePublicAcls: true\n  BlockPublicPolicy: true\n  RestrictPublicBuckets: true',
  },
  references: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html',
  ],
  resource: cloudtrailTrailType,
  reads: { buckets: s3Buckets, account: s3AccountSettingsType },
  equivalents: ['prowler:cloudtrail_logs_s3_bucket_is_not_publicly_accessible'],
  evaluate(trail, _subject, { buckets, account }) {
    const bucket = buckets.by('BucketName', trail.S3BucketName ?? '')[0]?.configuration;
    if (bucket === undefined)
      return unknown(
        `The bucket ${trail.S3BucketName ?? ''} is not in this account, or does not exist.`,
        'S3BucketName',
      );
    const name = trail.S3BucketName ?? '';
    const grants = publicGrants(bucket.AccessControlList?.Grants, anyPermission);
    const aclsCount =
      grants.length > 0 && bucket.OwnershipControls?.Rules?.[0]?.ObjectOwnership !== 'BucketOwnerEnforced';
    const own = bucket.PublicAccessBlockConfiguration;
    const isBlocked = (setting: 'RestrictPublicBuckets' | 'IgnorePublicAcls'): boolean =>
      own?.[setting] === true ||
      account.some(({ configuration }) => configuration.PublicAccessBlockConfiguration?.[setting] === true);
    if (bucket.PolicyStatus?.IsPublic === true && !isBlocked('RestrictPublicBuckets'))
      return fail(`The policy of the bucket ${name} opens it to the public.`, 'S3BucketName');
    if (aclsCount && !isBlocked('IgnorePublicAcls'))
      return fail(
        `The ACL of the bucket ${name} opens it to the public: ${grants.join(', ')}.`,
        'S3BucketName',
      );
    return pass(`The bucket ${name} is closed to the public.`, 'S3BucketName');
  },
});
