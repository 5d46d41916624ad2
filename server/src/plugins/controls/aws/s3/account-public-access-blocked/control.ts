import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { s3AccountSettingsType } from '../../../../providers/aws/resources/s3_account_settings/schema.ts';

const settings = [
  'BlockPublicAcls',
  'IgnorePublicAcls',
  'BlockPublicPolicy',
  'RestrictPublicBuckets',
] as const;

export const control = defineControl({
  id: 'aws-s3-account-public-access-blocked',
  version: 1,
  title: 'S3 blocks public access in the whole account',
  severity: 'high',
  category: 'data-protection',
  risk:
    'Each new bucket, by whomever and in any region, can be made public by mistake. ' +
    'The block of the account stops that for all of them, whatever a bucket says.',
  advice: {
    console: 'S3 → Block Public Access settings for this account → Edit → Block all public access.',
    cli: 'aws s3control put-public-access-block --account-id ACCOUNT --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true',
    terraform:
      'resource "aws_s3_account_public_access_block" "this" {\n  block_public_acls       = true\n  ignore_public_acls      = true\n  block_public_policy     = true\n  restrict_public_buckets = true\n}',
    cloudformation:
      "CloudFormation has no resource for the account's setting. Use the command line or a custom resource.",
  },
  references: [
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/configuring-block-public-access-account.html',
  ],
  resource: s3AccountSettingsType,
  equivalents: ['prowler:s3_account_level_public_access_blocks'],
  evaluate(account) {
    const block = account.PublicAccessBlockConfiguration;
    const off = settings.filter((setting) => block?.[setting] !== true);
    if (off.length === 0)
      return pass('All four block settings are on for the account.', 'PublicAccessBlockConfiguration');
    return fail(`Not switched on for the account: ${off.join(', ')}.`, 'PublicAccessBlockConfiguration');
  },
});
