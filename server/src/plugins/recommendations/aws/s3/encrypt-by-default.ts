import { cli, counted, forEach, listed } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { s3BucketType } from '../../../providers/aws/resources/s3_bucket/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-s3-encrypt-by-default',
  version: 1,
  title: 'Encrypt new objects with a key that you control',
  kind: 'security',
  resource: s3BucketType,
  per: 'account',
  controls: ['aws-s3-bucket-encrypted', 'aws-s3-bucket-encrypted-with-kms'],
  driftAttributes: ['BucketEncryption'],
  exposure: 'account',
  effortMinutes: 45,
  references: [],
  advise({ resources, total }) {
    const bare = resources.filter(({ fails }) => fails.has('aws-s3-bucket-encrypted'));
    const rule = JSON.stringify({
      Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' }, BucketKeyEnabled: true }],
    });
    return {
      title: `Encrypt new objects with a KMS key in ${counted(total, 'bucket')}`,
      explanation:
        `${listed(
          resources.map(({ name }) => name),
          total,
        )} ${total === 1 ? 'does' : 'do'} not encrypt new objects with a KMS key` +
        `${bare.length > 0 ? `, and ${listed(bare.map(({ name }) => name))} ${bare.length === 1 ? 'has' : 'have'} no default encryption at all` : ''}. ` +
        'With a key of KMS, reading needs two rights instead of one, every use of the key is on record, and switching the key off closes the data.',
      steps: [
        {
          text: 'Choose the key: the one that AWS manages for S3, or one of your own where other accounts must be kept out by its policy.',
        },
        {
          text: 'Set it as the default, with a bucket key so that KMS is asked rarely.',
          commands: forEach(
            resources,
            ({ name }) =>
              cli`aws s3api put-bucket-encryption --bucket ${name} --server-side-encryption-configuration ${rule}`,
          ),
        },
        {
          text: 'Objects that are there keep their encryption: copy them onto themselves where they matter.',
        },
      ],
      impact: 'New objects are encrypted with a key whose use you see and can end.',
      sideEffects: [
        'Principals that read or write need kms:Decrypt and kms:GenerateDataKey on a key of your own.',
        'KMS charges per request; the bucket key keeps that low.',
      ],
    };
  },
  examples: [
    {
      title: 'a bucket with the keys of S3',
      resources: [{ name: 'data', configuration: {}, fails: ['aws-s3-bucket-encrypted-with-kms'] }],
      says: ['1 bucket', 'put-bucket-encryption --bucket data', 'bucket key'],
    },
  ],
});
