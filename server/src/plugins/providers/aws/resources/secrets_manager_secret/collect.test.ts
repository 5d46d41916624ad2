import { describe, expect, it } from 'vitest';
import { collectAll, type RecordedResponses, replaySession } from '../../testing/replay.ts';
import { secretsManagerSecretCollector as collector } from './collect.ts';

const arn = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:db-AbCdEf';
const listed = {
  ARN: arn,
  Name: 'db',
  Description: 'Database password',
  KmsKeyId: 'arn:aws:kms:key',
  RotationEnabled: true,
  RotationLambdaARN: 'arn:aws:lambda:rotate',
  RotationRules: { AutomaticallyAfterDays: 30 },
  LastRotatedDate: '2024-04-01T00:00:00Z',
  LastAccessedDate: '2024-05-01T00:00:00Z',
  NextRotationDate: '2024-05-02T00:00:00Z',
  SecretVersionsToStages: { v1: ['AWSCURRENT'] },
  Tags: [{ Key: 'team', Value: 'shop' }],
};
const recorded: RecordedResponses = {
  'secrets-manager:ListSecrets': { SecretList: [listed] },
  'secrets-manager:DescribeSecret': {
    ARN: arn,
    ReplicationStatus: [
      { Region: 'eu-west-1', KmsKeyId: 'alias/aws/secretsmanager', Status: 'InSync' },
      { Region: 'ap-south-1', Status: 'InProgress' },
    ],
  },
  'secrets-manager:GetResourcePolicy': { ARN: arn, Name: 'db' },
};

async function collectOne(changes: RecordedResponses = {}) {
  const responses = { ...recorded, ...changes };
  const [observed] = await collectAll(collector, replaySession({ collector, responses }));
  if (observed === undefined) throw new Error('no secret was collected');
  return observed;
}

describe('the Secrets Manager secret collector', () => {
  it('shows everything about a secret except the secret', async () => {
    const secret = await collectOne();
    expect(secret).toMatchObject({ externalId: arn, name: 'db', tags: { team: 'shop' }, unreadable: [] });
    expect(secret.configuration).toEqual({
      Id: arn,
      Name: 'db',
      Description: 'Database password',
      KmsKeyId: 'arn:aws:kms:key',
      RotationEnabled: true,
      RotationLambdaARN: 'arn:aws:lambda:rotate',
      RotationRules: { AutomaticallyAfterDays: 30 },
      LastAccessedDate: '2024-05-01',
      LastRotatedDate: '2024-04-01T00:00:00.000Z',
      ReplicaRegions: [
        { Region: 'ap-south-1' },
        { Region: 'eu-west-1', KmsKeyId: 'alias/aws/secretsmanager' },
      ],
      Tags: [{ Key: 'team', Value: 'shop' }],
    });
  });

  it('declares no operation that answers a value', () => {
    const operations = [...collector.lists, ...collector.details].map(({ operation }) => operation);
    expect(operations.filter((operation) => /GetSecretValue|BatchGet|GetRandom/.test(operation))).toEqual([]);
  });

  it('sees no change when an application reads the secret again on the same day', async () => {
    const read = { ...listed, LastAccessedDate: '2024-05-01T23:00:00Z' };
    expect(await collectOne({ 'secrets-manager:ListSecrets': { SecretList: [read] } })).toEqual(
      await collectOne(),
    );
  });

  it('keeps the day of the last use out of what is compared', () => {
    expect(collector.resource.facts.readOnlyPaths).toContain('LastAccessedDate');
  });

  it('keeps a secret that is scheduled for deletion, with the date of the order', async () => {
    const doomed = { ...listed, DeletedDate: '2024-05-03T00:00:00Z' };
    const secret = await collectOne({
      'secrets-manager:ListSecrets': ({ IncludePlannedDeletion }) => ({
        SecretList: IncludePlannedDeletion ? [doomed] : [],
      }),
    });
    expect(secret).toMatchObject({
      status: 'active',
      configuration: { DeletedDate: '2024-05-03T00:00:00.000Z' },
    });
  });

  it('reads the resource policy as an object', async () => {
    const { configuration } = await collectOne({
      'secrets-manager:GetResourcePolicy': { ResourcePolicy: '{"Statement":[{"Principal":"*"}]}' },
    });
    expect(configuration.ResourcePolicy).toEqual({ Statement: [{ Principal: '*' }] });
  });
});
