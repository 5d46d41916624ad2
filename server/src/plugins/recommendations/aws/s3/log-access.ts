import { cli, counted, forEach, listed } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { s3BucketType } from '../../../providers/aws/resources/s3_bucket/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-s3-log-access',
  version: 1,
  title: 'Log who reads and writes objects',
  kind: 'security',
  resource: s3BucketType,
  per: 'account',
  controls: ['aws-s3-bucket-access-logged', 'aws-s3-bucket-logs-to-another-bucket'],
  driftAttributes: ['LoggingConfiguration'],
  exposure: 'account',
  effortMinutes: 30,
  references: [],
  advise({ resources, total }) {
    const regions = [...new Set(resources.map(({ region }) => region))];
    return {
      title: `Log access to ${counted(total, 'bucket')}`,
      explanation:
        `After an incident nobody can say which objects of ${listed(
          resources.map(({ name }) => name),
          total,
        )} were read. ` + `A log bucket per region takes the logs of all buckets there: ${listed(regions)}.`,
      steps: [
        {
          text: `Choose or create one bucket for logs in each region (${listed(regions)}), with a lifecycle rule and no access log of its own.`,
        },
        {
          text: 'Allow the logging service to write there by the bucket policy, and send each log below the name of its bucket.',
          commands: forEach(resources, ({ name }) => cli`aws s3api get-bucket-location --bucket ${name}`),
        },
        { text: 'Switch logging on for each bucket with the log bucket of its region as the target.' },
      ],
      impact: 'Requests to these buckets can be told apart by caller, object and time.',
      sideEffects: ['Log files are charged as storage; busy buckets write many.'],
    };
  },
  examples: [
    {
      title: 'buckets in two regions',
      resources: [
        { name: 'a-one', region: 'eu-central-1', configuration: {}, fails: ['aws-s3-bucket-access-logged'] },
        { name: 'b-two', region: 'us-east-1', configuration: {}, fails: ['aws-s3-bucket-access-logged'] },
      ],
      says: ['2 buckets', 'eu-central-1 and us-east-1', 'get-bucket-location --bucket a-one'],
    },
  ],
});
