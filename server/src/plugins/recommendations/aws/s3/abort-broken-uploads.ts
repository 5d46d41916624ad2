import { cli, counted, forEach, listed } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { s3BucketType } from '../../../providers/aws/resources/s3_bucket/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-s3-abort-broken-uploads',
  version: 1,
  title: 'Remove parts of uploads that broke off',
  kind: 'cost',
  resource: s3BucketType,
  per: 'account',
  controls: [],
  severity: 'low',
  exposure: 'account',
  effortMinutes: 10,
  references: [
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpu-abort-incomplete-mpu-lifecycle-config.html',
  ],
  when(bucket) {
    const rules = (bucket.LifecycleConfiguration?.Rules ?? []).filter(
      ({ Status: status }) => status === 'Enabled',
    );
    if (rules.length === 0 || rules.some((rule) => rule.AbortIncompleteMultipartUpload !== undefined))
      return null;
    return { rules: rules.length };
  },
  advise({ resources, total }) {
    return {
      title: `Remove parts of broken uploads from ${counted(total, 'bucket')}`,
      explanation:
        `${listed(
          resources.map(({ name }) => name),
          total,
        )} ${total === 1 ? 'has' : 'have'} lifecycle rules, but none of them ends uploads that broke off. Their parts are charged, ` +
        'and no list of objects shows them. How many there are is not collected, so no saving is named here.',
      steps: [
        {
          text: 'Save the rules that are there.',
          commands: forEach(
            resources,
            ({ name }) => cli`aws s3api get-bucket-lifecycle-configuration --bucket ${name}`,
          ),
        },
        {
          text: 'Add AbortIncompleteMultipartUpload with 7 days to a rule that covers the whole bucket, and set the whole list again.',
        },
      ],
      impact: 'Invisible leftovers stop to be charged.',
      sideEffects: ['Uploads that take longer than 7 days break off.'],
    };
  },
  examples: [
    {
      title: 'a bucket with another rule',
      resources: [
        {
          name: 'media',
          configuration: {
            LifecycleConfiguration: { Rules: [{ Id: 'x', Status: 'Enabled', ExpirationInDays: 30 }] },
          },
        },
      ],
      says: ['get-bucket-lifecycle-configuration --bucket media'],
    },
    {
      title: 'a bucket that ends them',
      resources: [
        {
          name: 'media',
          configuration: {
            LifecycleConfiguration: {
              Rules: [
                { Id: 'x', Status: 'Enabled', AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 } },
              ],
            },
          },
        },
      ],
      says: [],
    },
  ],
});
