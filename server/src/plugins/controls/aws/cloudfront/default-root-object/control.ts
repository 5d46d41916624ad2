import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { cloudfrontDistributionType } from '../../../../providers/aws/resources/cloudfront_distribution/schema.ts';

export const control = defineControl({
  id: 'aws-cloudfront-default-root-object',
  version: 1,
  title: 'Distribution has a default root object',
  severity: 'high',
  category: 'networking',
  risk: 'Without a root object the address of the distribution shows what the origin says to "/": often the list of everything in the bucket.',
  advice: {
    console: 'CloudFront → the distribution → General → Settings → Edit: default root object index.html.',
    cli: 'aws cloudfront update-distribution --id ID --if-match ETAG --distribution-config file://config.json',
    terraform: 'resource "aws_cloudfront_distribution" "this" {\n  default_root_object = "index.html"\n}',
    cloudformation: 'DefaultRootObject: index.html',
  },
  references: ['https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DefaultRootObject.html'],
  resource: cloudfrontDistributionType,
  equivalents: ['prowler:cloudfront_distributions_default_root_object'],
  withoutFramework: 'No standard that is mapped asks for it by a check.',
  evaluate({ DistributionConfig: config }) {
    const name = config?.DefaultRootObject ?? '';
    if (name !== '') return pass(`The root object is ${name}.`, 'DistributionConfig.DefaultRootObject');
    return fail('There is no default root object.', 'DistributionConfig.DefaultRootObject');
  },
});
