import { ecrRepositoryType } from '../../../providers/aws/resources/ecr_repository/schema.ts';
import { s3BucketType } from '../../../providers/aws/resources/s3_bucket/schema.ts';
import { secretsManagerSecretType } from '../../../providers/aws/resources/secrets_manager_secret/schema.ts';
import { snsTopicType } from '../../../providers/aws/resources/sns_topic/schema.ts';
import { sqsQueueType } from '../../../providers/aws/resources/sqs_queue/schema.ts';
import type { AwsActingSession } from '../../../providers/aws/session/acting-types.ts';
import { awsCommand } from '../target.ts';
import type { PolicyPlace } from './resource-policy.ts';
import { policyOf } from './statements.ts';

export const bucketPolicy: PolicyPlace<typeof s3BucketType> = {
  what: 'bucket',
  resource: s3BucketType,
  attribute: 'BucketPolicy',
  permissions: { read: ['s3:GetBucketPolicy'], write: ['s3:PutBucketPolicy', 's3:DeleteBucketPolicy'] },
  calls: ['s3:PutBucketPolicy', 's3:DeleteBucketPolicy'],
  async read(session, { name }) {
    const answer = await session.ask(
      's3',
      'GetBucketPolicy',
      { Bucket: name },
      { absent: ['NoSuchBucketPolicy'], gone: ['NoSuchBucket'] },
    );
    if (answer.state === 'gone') return null;
    return { value: answer.state === 'value' ? policyOf(answer.value.Policy) : null };
  },
  async write(session, { name }, policy) {
    if (policy === null) await session.send('s3', 'DeleteBucketPolicy', { Bucket: name });
    else await session.send('s3', 'PutBucketPolicy', { Bucket: name, Policy: JSON.stringify(policy) });
  },
  callsBetween: (_from, to) => [to === null ? 's3:DeleteBucketPolicy' : 's3:PutBucketPolicy'],
  command: (target, policy) =>
    policy === null
      ? awsCommand('s3api delete-bucket-policy', target, '--bucket', target.name)
      : awsCommand('s3api put-bucket-policy', target, '--bucket', target.name, '--policy', policy),
  place: ({ name }) => `S3 → ${name} → Permissions → Bucket policy → Edit`,
};

export const topicPolicy: PolicyPlace<typeof snsTopicType> = {
  what: 'topic',
  resource: snsTopicType,
  attribute: 'Policy',
  permissions: { read: ['sns:GetTopicAttributes'], write: ['sns:SetTopicAttributes'] },
  calls: ['sns:SetTopicAttributes'],
  async read(session, { externalId }) {
    const answer = await session.ask(
      'sns',
      'GetTopicAttributes',
      { TopicArn: externalId },
      { gone: ['NotFound'] },
    );
    return answer.state === 'value' ? { value: policyOf(answer.value.Attributes?.Policy) } : null;
  },
  async write(session, { externalId }, policy) {
    await session.send('sns', 'SetTopicAttributes', {
      TopicArn: externalId,
      AttributeName: 'Policy',
      AttributeValue: JSON.stringify(policy),
    });
  },
  command: (target, policy) =>
    awsCommand(
      'sns set-topic-attributes',
      target,
      ...['--topic-arn', target.externalId, '--attribute-name', 'Policy', '--attribute-value', policy ?? ''],
    ),
  place: ({ name }) => `SNS → Topics → ${name} → Edit → Access policy`,
};

/** The address of a queue; null when it is gone. */
async function queueUrl(session: AwsActingSession, QueueName: string): Promise<string | null> {
  const answer = await session.ask(
    'sqs',
    'GetQueueUrl',
    { QueueName },
    { gone: ['QueueDoesNotExist', 'AWS.SimpleQueueService.NonExistentQueue'] },
  );
  return (answer.state === 'value' ? answer.value.QueueUrl : undefined) ?? null;
}

export const queuePolicy: PolicyPlace<typeof sqsQueueType> = {
  what: 'queue',
  resource: sqsQueueType,
  attribute: 'Policy',
  permissions: { read: ['sqs:GetQueueUrl', 'sqs:GetQueueAttributes'], write: ['sqs:SetQueueAttributes'] },
  calls: ['sqs:SetQueueAttributes'],
  async read(session, { name }) {
    const QueueUrl = await queueUrl(session, name);
    if (QueueUrl === null) return null;
    const answer = await session.ask(
      'sqs',
      'GetQueueAttributes',
      { QueueUrl, AttributeNames: ['Policy'] },
      { gone: ['QueueDoesNotExist', 'AWS.SimpleQueueService.NonExistentQueue'] },
    );
    return answer.state === 'value' ? { value: policyOf(answer.value.Attributes?.Policy) } : null;
  },
  async write(session, { name }, policy) {
    const QueueUrl = await queueUrl(session, name);
    if (QueueUrl === null) return;
    // An empty text is how SQS is told to take the policy away.
    const Policy = policy === null ? '' : JSON.stringify(policy);
    await session.send('sqs', 'SetQueueAttributes', { QueueUrl, Attributes: { Policy } });
  },
  command: (target, policy) =>
    awsCommand(
      'sqs set-queue-attributes',
      target,
      ...['--queue-url', `https://sqs.${target.region}.amazonaws.com/${target.accountId}/${target.name}`],
      ...['--attributes', JSON.stringify({ Policy: policy ?? '' })],
    ),
  place: ({ name }) => `SQS → Queues → ${name} → Queue policies → Edit`,
};

export const repositoryPolicy: PolicyPlace<typeof ecrRepositoryType> = {
  what: 'repository',
  resource: ecrRepositoryType,
  attribute: 'RepositoryPolicyText',
  permissions: {
    read: ['ecr:GetRepositoryPolicy'],
    write: ['ecr:SetRepositoryPolicy', 'ecr:DeleteRepositoryPolicy'],
  },
  calls: ['ecr:SetRepositoryPolicy', 'ecr:DeleteRepositoryPolicy'],
  async read(session, { name }) {
    const answer = await session.ask(
      'ecr',
      'GetRepositoryPolicy',
      { repositoryName: name },
      { absent: ['RepositoryPolicyNotFound'], gone: ['RepositoryNotFound'] },
    );
    if (answer.state === 'gone') return null;
    return { value: answer.state === 'value' ? policyOf(answer.value.policyText) : null };
  },
  async write(session, { name }, policy) {
    const repositoryName = name;
    if (policy === null) await session.send('ecr', 'DeleteRepositoryPolicy', { repositoryName });
    else
      await session.send('ecr', 'SetRepositoryPolicy', {
        repositoryName,
        policyText: JSON.stringify(policy),
      });
  },
  callsBetween: (_from, to) => [to === null ? 'ecr:DeleteRepositoryPolicy' : 'ecr:SetRepositoryPolicy'],
  command: (target, policy) =>
    policy === null
      ? awsCommand('ecr delete-repository-policy', target, '--repository-name', target.name)
      : awsCommand(
          'ecr set-repository-policy',
          target,
          ...['--repository-name', target.name, '--policy-text', policy],
        ),
  place: ({ name }) => `ECR → Repositories → ${name} → Permissions → Edit policy JSON`,
};

export const secretPolicy: PolicyPlace<typeof secretsManagerSecretType> = {
  what: 'secret',
  resource: secretsManagerSecretType,
  attribute: 'ResourcePolicy',
  permissions: {
    read: ['secretsmanager:GetResourcePolicy'],
    write: ['secretsmanager:PutResourcePolicy', 'secretsmanager:DeleteResourcePolicy'],
  },
  calls: ['secrets-manager:PutResourcePolicy', 'secrets-manager:DeleteResourcePolicy'],
  async read(session, { externalId }) {
    const answer = await session.ask(
      'secrets-manager',
      'GetResourcePolicy',
      { SecretId: externalId },
      { gone: ['ResourceNotFound'] },
    );
    return answer.state === 'value' ? { value: policyOf(answer.value.ResourcePolicy) } : null;
  },
  async write(session, { externalId }, policy) {
    const SecretId = externalId;
    if (policy === null) await session.send('secrets-manager', 'DeleteResourcePolicy', { SecretId });
    else
      await session.send('secrets-manager', 'PutResourcePolicy', {
        SecretId,
        ResourcePolicy: JSON.stringify(policy),
      });
  },
  callsBetween: (_from, to) => [
    to === null ? 'secrets-manager:DeleteResourcePolicy' : 'secrets-manager:PutResourcePolicy',
  ],
  command: (target, policy) =>
    policy === null
      ? awsCommand('secretsmanager delete-resource-policy', target, '--secret-id', target.externalId)
      : awsCommand(
          'secretsmanager put-resource-policy',
          target,
          ...['--secret-id', target.externalId, '--resource-policy', policy],
        ),
  place: ({ name }) => `Secrets Manager → Secrets → ${name} → Resource permissions → Edit`,
};
