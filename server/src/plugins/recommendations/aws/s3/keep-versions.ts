import { cli, counted, forEach, listed } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { s3BucketType } from '../../../providers/aws/resources/s3_bucket/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-s3-keep-versions',
  version: 1,
  title: 'Keep earlier versions of objects',
  kind: 'security',
  resource: s3BucketType,
  per: 'account',
  controls: ['aws-s3-bucket-versioned'],
  driftAttributes: ['VersioningConfiguration'],
  exposure: 'account',
  effortMinutes: 15,
  references: [],
  advise({ resources, total }) {
    const bare = resources.filter(
      ({ configuration }) => (configuration.LifecycleConfiguration?.Rules ?? []).length === 0,
    );
    return {
      title: `Keep versions in ${counted(total, 'bucket')}`,
      explanation:
        `What is overwritten or deleted in ${listed(
          resources.map(({ name }) => name),
          total,
        )} is gone for good, by mistake or by ransom. ` +
        'With versions, each deletion leaves the object behind it and can be taken back.',
      steps: [
        {
          text: 'First add a lifecycle rule that removes old versions, or the bucket grows without end.',
          commands: forEach(
            bare,
            ({ name }) => cli`aws s3api get-bucket-lifecycle-configuration --bucket ${name}`,
          ),
        },
        {
          text: 'Switch versions on.',
          commands: forEach(
            resources,
            ({ name }) =>
              cli`aws s3api put-bucket-versioning --bucket ${name} --versioning-configuration Status=Enabled`,
          ),
        },
      ],
      impact: 'Deleted and overwritten objects can be brought back.',
      sideEffects: [
        'Each version is stored and charged like an object of its own.',
        'Versioning can be suspended later, never removed.',
      ],
    };
  },
  examples: [
    {
      title: 'a bucket that keeps nothing',
      resources: [{ name: 'uploads', configuration: {}, fails: ['aws-s3-bucket-versioned'] }],
      says: ['put-bucket-versioning --bucket uploads', 'lifecycle'],
    },
  ],
});
