import { cli, counted, forEach, listed } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { s3BucketType } from '../../../providers/aws/resources/s3_bucket/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-s3-refuse-plain-http',
  version: 1,
  title: 'Refuse requests without TLS to buckets',
  kind: 'security',
  resource: s3BucketType,
  per: 'account',
  controls: ['aws-s3-bucket-tls-only'],
  exposure: 'unknown',
  effortMinutes: 30,
  references: [],
  advise({ resources, total }) {
    const names = resources.map(({ name }) => name);
    const withPolicy = resources.filter(({ configuration }) => configuration.BucketPolicy !== undefined);
    const without = resources.filter(({ configuration }) => configuration.BucketPolicy === undefined);
    const statement = (name: string) =>
      JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'DenyPlainHttp',
            Effect: 'Deny',
            Principal: '*',
            Action: 's3:*',
            Resource: [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/*`],
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          },
        ],
      });
    return {
      title: `Refuse plain HTTP in ${counted(total, 'bucket')}`,
      explanation:
        `${listed(names, total)} ${total === 1 ? 'answers' : 'answer'} requests that are not encrypted. One statement, the same in every ` +
        'bucket, refuses them. It is one matter: put it into the module or template that makes your buckets, and the next bucket has it too.',
      steps: [
        ...(without.length > 0
          ? [
              {
                text: `${without.length === 1 ? 'This bucket has' : 'These buckets have'} no policy yet: set one with the statement alone.`,
                commands: forEach(
                  without,
                  ({ name }) => cli`aws s3api put-bucket-policy --bucket ${name} --policy ${statement(name)}`,
                ),
              },
            ]
          : []),
        ...(withPolicy.length > 0
          ? [
              {
                text: `${listed(withPolicy.map(({ name }) => name))}: add the statement to the policy that is there. Setting it alone would drop the others.`,
                commands: forEach(
                  withPolicy,
                  ({ name }) =>
                    cli`aws s3api get-bucket-policy --bucket ${name} --query Policy --output text`,
                ),
              },
            ]
          : []),
        { text: 'Put the same statement into the template of your buckets.' },
      ],
      impact: 'What is read from and written to these buckets cannot be listened to on the way.',
      sideEffects: [
        'Clients that call http:// addresses are refused. AWS SDKs and the command line use TLS by default.',
      ],
    };
  },
  examples: [
    {
      title: 'two buckets, one with a policy',
      resources: [
        { name: 'logs', configuration: {}, fails: ['aws-s3-bucket-tls-only'] },
        {
          name: 'site',
          configuration: { BucketPolicy: { Statement: [] } },
          fails: ['aws-s3-bucket-tls-only'],
        },
      ],
      says: [
        '2 buckets',
        'logs and site',
        'put-bucket-policy --bucket logs',
        'get-bucket-policy --bucket site',
      ],
    },
  ],
});
