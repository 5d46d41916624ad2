import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { s3BucketType } from '../../../../providers/aws/resources/s3_bucket/schema.ts';
import { notOutsideVerdict } from '../../public-policy.ts';

export const control = defineControl({
  id: 'aws-s3-bucket-not-shared-outside',
  version: 1,
  title: 'S3 bucket policy lets in nobody outside the account',
  severity: 'medium',
  category: 'data-protection',
  risk: 'Other accounts have their own people, rules and leaks. What they may read or write is out of your sight.',
  advice: {
    console:
      'S3 → the bucket → Permissions → Bucket policy → Edit: remove the foreign accounts, or accept the finding with its reason where sharing is wanted.',
    cli: 'aws s3api put-bucket-policy --bucket NAME --policy file://policy.json',
    terraform: 'Remove the foreign account from the principals of the aws_s3_bucket_policy document.',
    cloudformation: 'Remove the foreign account from the principals of the AWS::S3::BucketPolicy document.',
  },
  references: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html'],
  resource: s3BucketType,
  equivalents: ['prowler:s3_bucket_cross_account_access'],
  evaluate: (bucket, subject) =>
    notOutsideVerdict(bucket.BucketPolicy, subject.accountId, 'bucket', 'BucketPolicy'),
});
