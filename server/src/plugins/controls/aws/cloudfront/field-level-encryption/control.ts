import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { cloudfrontDistributionType } from '../../../../providers/aws/resources/cloudfront_distribution/schema.ts';
import { behavioursOf } from '../distribution.ts';

export const control = defineControl({
  id: 'aws-cloudfront-field-level-encryption',
  version: 1,
  title: 'Distribution encrypts single fields',
  severity: 'low',
  category: 'encryption',
  risk: 'Card numbers and the like pass many systems behind the edge. Encrypted at the edge, only the one that needs them can read them.',
  advice: {
    console:
      'CloudFront → Field-level encryption: create a profile and configuration, then choose it in the behaviour.',
    cli: 'aws cloudfront update-distribution --id ID --if-match ETAG --distribution-config file://config.json',
    terraform:
      'default_cache_behavior {\n  field_level_encryption_id = aws_cloudfront_field_level_encryption_config.this.id\n}',
    cloudformation: 'FieldLevelEncryptionId: ID',
  },
  references: [
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/field-level-encryption.html',
  ],
  resource: cloudfrontDistributionType,
  equivalents: ['prowler:cloudfront_distributions_field_level_encryption_enabled'],
  evaluate({ DistributionConfig: config }) {
    const used = behavioursOf(config).some(({ FieldLevelEncryptionId: id }) => (id ?? '') !== '');
    const paths = [
      'DistributionConfig.DefaultCacheBehavior.FieldLevelEncryptionId',
      'DistributionConfig.CacheBehaviors',
    ];
    return used
      ? pass('Single fields are encrypted at the edge.', ...paths)
      : fail('No field is encrypted at the edge.', ...paths);
  },
});
