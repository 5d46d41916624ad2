import { cli, counted, forEach, listed } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { s3BucketType } from '../../../providers/aws/resources/s3_bucket/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-s3-replicate',
  version: 1,
  title: 'Keep a copy in another region where it matters',
  kind: 'performance',
  resource: s3BucketType,
  per: 'account',
  controls: ['aws-s3-bucket-replicated-to-another-region'],
  driftAttributes: ['ReplicationConfiguration'],
  exposure: 'account',
  effortMinutes: 60,
  references: [],
  advise({ resources, total }) {
    const ready = resources.filter(
      ({ configuration }) => configuration.VersioningConfiguration?.Status === 'Enabled',
    );
    return {
      title: `Decide which of ${counted(total, 'bucket')} must survive the loss of a region`,
      explanation:
        `${listed(
          resources.map(({ name }) => name),
          total,
        )} ${total === 1 ? 'is' : 'are'} kept in one region only. S3 itself keeps three copies there; a second region ` +
        'is for what must be read while the first is away. It doubles the storage, so it is a choice for each bucket and not a rule for all.',
      steps: [
        { text: 'Name the buckets whose loss would stop the business; accept the others as an exception.' },
        {
          text: `Replication needs versions: ${ready.length === 0 ? 'none of the buckets has them yet' : `${listed(ready.map(({ name }) => name))} ${ready.length === 1 ? 'has' : 'have'} them already`}.`,
        },
        {
          text: 'Create a bucket in the other region with versions, a role that may copy, and the replication rule.',
          commands: forEach(ready, ({ name }) => cli`aws s3api get-bucket-versioning --bucket ${name}`),
        },
      ],
      impact: 'Chosen data can be read when a whole region fails.',
      sideEffects: [
        'Storage and transfer between regions are charged for every copied object.',
        'What is there already is copied only by a batch job.',
      ],
    };
  },
  examples: [
    {
      title: 'a bucket with versions',
      resources: [
        {
          name: 'orders',
          configuration: { VersioningConfiguration: { Status: 'Enabled' } },
          fails: ['aws-s3-bucket-replicated-to-another-region'],
        },
      ],
      says: ['orders has them already', 'get-bucket-versioning --bucket orders'],
    },
  ],
});
