import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { s3AccessPointType } from '../../../../providers/aws/resources/s3_access_point/schema.ts';

const settings = [
  'BlockPublicAcls',
  'IgnorePublicAcls',
  'BlockPublicPolicy',
  'RestrictPublicBuckets',
] as const;

export const control = defineControl({
  id: 'aws-s3-access-point-public-access-blocked',
  version: 1,
  title: 'S3 access point blocks public access',
  severity: 'critical',
  category: 'data-protection',
  risk:
    'An access point is a second door to a bucket, with a policy of its own. ' +
    'Its block cannot be changed later, and without it one statement opens the data to everybody.',
  advice: {
    console:
      'The block of an access point cannot be changed: create a new one with "Block all public access" and delete the old one.',
    cli: 'aws s3control create-access-point --account-id ACCOUNT --name NAME --bucket BUCKET --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true',
    terraform:
      'resource "aws_s3_access_point" "this" {\n  public_access_block_configuration {\n    block_public_acls       = true\n    ignore_public_acls      = true\n    block_public_policy     = true\n    restrict_public_buckets = true\n  }\n}',
    cloudformation:
      'PublicAccessBlockConfiguration:\n  BlockPublicAcls: true\n  IgnorePublicAcls: true\n  BlockPublicPolicy: true\n  RestrictPublicBuckets: true',
  },
  references: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-bpa-settings.html'],
  resource: s3AccessPointType,
  equivalents: ['prowler:s3_access_point_public_access_block'],
  evaluate(point) {
    const block = point.PublicAccessBlockConfiguration;
    const off = settings.filter((setting) => block?.[setting] !== true);
    if (off.length === 0) return pass('All four block settings are on.', 'PublicAccessBlockConfiguration');
    return fail(`Not switched on: ${off.join(', ')}.`, 'PublicAccessBlockConfiguration');
  },
});
