import { cli, counted, forEach, listed } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { s3BucketType } from '../../../providers/aws/resources/s3_bucket/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-s3-lock-deletion',
  version: 1,
  title: 'Make deletion of objects hard',
  kind: 'security',
  resource: s3BucketType,
  per: 'account',
  controls: ['aws-s3-bucket-mfa-delete', 'aws-s3-bucket-object-lock'],
  driftAttributes: ['ObjectLockConfiguration'],
  exposure: 'account',
  effortMinutes: 60,
  references: [],
  advise({ resources, total }) {
    const locked = resources.filter(
      ({ configuration }) => configuration.VersioningConfiguration?.Status === 'Enabled',
    );
    return {
      title: `Decide which of ${counted(total, 'bucket')} must be safe from deletion`,
      explanation:
        `Whoever holds the rights can delete every version in ${listed(
          resources.map(({ name }) => name),
          total,
        )}. ` +
        'Object Lock refuses deletion for a time that nobody can shorten; a second factor for deletion does less and only the root user can set it. ' +
        'Neither fits every bucket, so choose those with logs, backups and records.',
      steps: [
        {
          text: 'Mark the buckets that hold audit logs, backups or records; accept the others as an exception with its reason.',
        },
        {
          text: 'For those, switch on Object Lock in governance mode and set a retention that fits the records.',
          commands: forEach(
            locked,
            ({ name }) =>
              cli`aws s3api put-object-lock-configuration --bucket ${name} --object-lock-configuration ${JSON.stringify({ ObjectLockEnabled: 'Enabled', Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 30 } } })}`,
          ),
        },
      ],
      impact: 'Records stay for the time that was decided, also against stolen credentials.',
      sideEffects: [
        'Objects under retention cost storage until it ends, and nobody can delete them earlier in compliance mode.',
      ],
    };
  },
  examples: [
    {
      title: 'a bucket with versions and no lock',
      resources: [
        {
          name: 'audit',
          configuration: { VersioningConfiguration: { Status: 'Enabled' } },
          fails: ['aws-s3-bucket-mfa-delete'],
        },
      ],
      says: ['put-object-lock-configuration --bucket audit', 'GOVERNANCE'],
    },
  ],
});
