import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { s3BucketType } from '../../../../providers/aws/resources/s3_bucket/schema.ts';

export const control = defineControl({
  id: 'aws-s3-bucket-no-website',
  version: 1,
  title: 'S3 bucket is not served as a website',
  severity: 'medium',
  category: 'data-protection',
  risk:
    'The website endpoint of S3 speaks plain HTTP only and works with public objects only. ' +
    'A distribution of CloudFront in front serves the same pages over TLS from a private bucket.',
  advice: {
    console: 'S3 → the bucket → Properties → Static website hosting → Edit → Disable.',
    cli: 'aws s3api delete-bucket-website --bucket NAME',
    terraform: 'Remove the resource aws_s3_bucket_website_configuration of the bucket.',
    cloudformation: 'Remove the property WebsiteConfiguration of the bucket.',
  },
  references: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteHosting.html'],
  resource: s3BucketType,
  equivalents: [],
  withoutFramework: 'Own rule: the website endpoint has no TLS. No standard that we carry names it.',
  evaluate(bucket) {
    if (bucket.WebsiteConfiguration === undefined)
      return pass('Website hosting is off.', 'WebsiteConfiguration');
    return fail('The bucket is served as a website, over plain HTTP.', 'WebsiteConfiguration');
  },
});
