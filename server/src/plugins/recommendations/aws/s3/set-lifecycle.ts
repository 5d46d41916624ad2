import { cli, counted, forEach, listed } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { s3BucketType } from '../../../providers/aws/resources/s3_bucket/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-s3-set-lifecycle',
  version: 1,
  title: 'Let old objects and leftovers go',
  kind: 'cost',
  resource: s3BucketType,
  per: 'account',
  controls: ['aws-s3-bucket-lifecycle'],
  driftAttributes: ['LifecycleConfiguration'],
  exposure: 'account',
  effortMinutes: 30,
  references: [],
  advise({ resources, total }) {
    const versioned = resources.filter(
      ({ configuration }) => configuration.VersioningConfiguration?.Status === 'Enabled',
    );
    const rules = JSON.stringify({
      Rules: [
        {
          ID: 'leftovers',
          Status: 'Enabled',
          Filter: {},
          AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
          NoncurrentVersionExpiration: { NoncurrentDays: 90 },
        },
      ],
    });
    return {
      title: `Set a lifecycle for ${counted(total, 'bucket')}`,
      explanation:
        `Nothing is ever removed from ${listed(
          resources.map(({ name }) => name),
          total,
        )}: parts of uploads that broke off and earlier versions are charged for ever` +
        `${versioned.length > 0 ? `, and ${listed(versioned.map(({ name }) => name))} ${versioned.length === 1 ? 'keeps' : 'keep'} every version` : ''}. ` +
        'How much is stored is not collected, so no saving is named here.',
      steps: [
        {
          text: 'See what is stored by class and age in S3 Storage Lens before deciding about current objects.',
        },
        {
          text: 'Remove parts of broken uploads after 7 days and earlier versions after 90. This is safe for nearly every bucket; setting it replaces rules that are there.',
          commands: forEach(
            resources,
            ({ name }) =>
              cli`aws s3api put-bucket-lifecycle-configuration --bucket ${name} --lifecycle-configuration ${rules}`,
          ),
        },
        { text: 'Where access to objects is not known, let Intelligent-Tiering choose the class.' },
      ],
      impact: 'Storage that nobody uses stops to be charged.',
      sideEffects: [
        'Earlier versions are gone after the 90 days: choose a longer time where records must be kept.',
      ],
    };
  },
  examples: [
    {
      title: 'a bucket without rules',
      resources: [
        {
          name: 'photos',
          configuration: { VersioningConfiguration: { Status: 'Enabled' } },
          fails: ['aws-s3-bucket-lifecycle'],
        },
      ],
      says: [
        'put-bucket-lifecycle-configuration --bucket photos',
        'photos keeps every version',
        'no saving is named',
      ],
    },
  ],
});
