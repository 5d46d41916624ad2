import { describe, expect, it } from 'vitest';
import { collectAll, type RecordedResponses, replaySession } from '../../testing/replay.ts';
import { kinesisStreamCollector as collector } from './collect.ts';

const arn = 'arn:aws:kinesis:us-east-1:123456789012:stream/clicks';
const summary = {
  StreamName: 'clicks',
  StreamARN: arn,
  StreamStatus: 'ACTIVE',
  StreamModeDetails: { StreamMode: 'PROVISIONED' },
  RetentionPeriodHours: 168,
  StreamCreationTimestamp: '2024-01-01T00:00:00Z',
  EnhancedMonitoring: [{ ShardLevelMetrics: [] }],
  EncryptionType: 'KMS',
  KeyId: 'alias/aws/kinesis',
  OpenShardCount: 4,
};
const recorded: RecordedResponses = {
  'kinesis:ListStreams': { StreamNames: ['clicks'], HasMoreStreams: false },
  'kinesis:DescribeStreamSummary': { StreamDescriptionSummary: summary },
  'kinesis:ListTagsForStream': { Tags: [{ Key: 'team', Value: 'web' }], HasMoreTags: false },
};

async function collectOne(changes: RecordedResponses = {}) {
  const responses = { ...recorded, ...changes };
  const [observed] = await collectAll(collector, replaySession({ collector, responses }));
  if (observed === undefined) throw new Error('no stream was collected');
  return observed;
}

describe('the Kinesis stream collector', () => {
  it('shows how long and how a stream keeps its records', async () => {
    const stream = await collectOne();
    expect(stream).toMatchObject({ externalId: arn, name: 'clicks', tags: { team: 'web' }, unreadable: [] });
    expect(stream.configuration).toEqual({
      Name: 'clicks',
      Arn: arn,
      RetentionPeriodHours: 168,
      ShardCount: 4,
      StreamModeDetails: { StreamMode: 'PROVISIONED' },
      StreamEncryption: { EncryptionType: 'KMS', KeyId: 'alias/aws/kinesis' },
      Tags: [{ Key: 'team', Value: 'web' }],
    });
  });

  it('has no shard count on demand and no encryption where there is none', async () => {
    const { KeyId: _, ...plain } = summary;
    const stream = await collectOne({
      'kinesis:DescribeStreamSummary': {
        StreamDescriptionSummary: {
          ...plain,
          EncryptionType: 'NONE',
          StreamModeDetails: { StreamMode: 'ON_DEMAND' },
        },
      },
    });
    expect(stream.configuration).not.toHaveProperty('ShardCount');
    expect(stream.configuration).not.toHaveProperty('StreamEncryption');
  });

  it('does not take a denied description for no encryption', async () => {
    const stream = await collectOne({
      'kinesis:DescribeStreamSummary': { error: 'AccessDeniedException', status: 400 },
    });
    expect(stream.unreadable).toContainEqual(
      expect.objectContaining({ path: 'StreamEncryption', permission: 'kinesis:DescribeStreamSummary' }),
    );
  });
});
