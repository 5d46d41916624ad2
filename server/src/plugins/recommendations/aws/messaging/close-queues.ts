import { cli, inRegion } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { sqsQueueType } from '../../../providers/aws/resources/sqs_queue/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-sqs-close-queues',
  version: 1,
  title: 'Close queues to strangers',
  kind: 'security',
  resource: sqsQueueType,
  per: 'resource',
  controls: ['aws-sqs-queue-policy-not-public', 'aws-sqs-queue-tls-only', 'aws-sqs-queue-encrypted'],
  driftAttributes: ['Policy', 'KmsMasterKeyId', 'SqsManagedSseEnabled'],
  exposure: (queue) => (queue.Policy === undefined ? 'account' : 'unknown'),
  effortMinutes: 25,
  references: [],
  advise({ resources: [queue] }) {
    const url = queue.configuration.QueueUrl ?? queue.externalId;
    const open = queue.fails.has('aws-sqs-queue-policy-not-public');
    return {
      title: `${open ? 'Close' : 'Harden'} the queue ${queue.name}`,
      explanation: open
        ? `The policy of ${queue.name} lets in senders or readers that nobody knows. Whoever sends makes your workers act, whoever reads takes messages away.`
        : `${queue.name} accepts requests without TLS, or keeps messages without encryption. Both are attributes of the queue.`,
      steps: [
        {
          text: 'Read policy and attributes.',
          commands: [
            cli`aws sqs get-queue-attributes${inRegion(queue)} --queue-url ${url} --attribute-names All`,
          ],
        },
        ...(open
          ? [
              {
                text: 'Name the senders: the ARN of the topic, bucket or role, with aws:SourceArn and aws:SourceAccount.',
              },
            ]
          : []),
        ...(queue.fails.has('aws-sqs-queue-encrypted')
          ? [
              {
                text: 'Encrypt with the key that SQS manages.',
                commands: [
                  cli`aws sqs set-queue-attributes${inRegion(queue)} --queue-url ${url} --attributes SqsManagedSseEnabled=true`,
                ],
              },
            ]
          : []),
        ...(queue.fails.has('aws-sqs-queue-tls-only')
          ? [{ text: 'Add a statement that refuses requests where aws:SecureTransport is false.' }]
          : []),
      ],
      impact: 'Messages come from and go to known programs only.',
      sideEffects: open ? ['Senders that are not named are refused.'] : [],
    };
  },
  examples: [
    {
      title: 'an open queue',
      resources: [
        {
          name: 'jobs',
          configuration: { QueueUrl: 'https://sqs.us-east-1.amazonaws.com/111122223333/jobs' },
          fails: ['aws-sqs-queue-policy-not-public', 'aws-sqs-queue-encrypted'],
        },
      ],
      says: ['Close the queue jobs', 'SqsManagedSseEnabled=true'],
    },
  ],
});
