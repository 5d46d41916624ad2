import { describe, expect, it } from 'vitest';
import { collectAll, type RecordedResponses, replaySession } from '../../testing/replay.ts';
import { configRecorderCollector as collector } from './collect.ts';

const recorded: RecordedResponses = {
  'config-service:DescribeConfigurationRecorders': {
    ConfigurationRecorders: [
      {
        name: 'default',
        roleARN: 'arn:aws:iam::123456789012:role/config',
        recordingGroup: {
          allSupported: false,
          includeGlobalResourceTypes: false,
          resourceTypes: ['AWS::S3::Bucket', 'AWS::EC2::Instance'],
          exclusionByResourceTypes: { resourceTypes: [] },
          recordingStrategy: { useOnly: 'INCLUSION_BY_RESOURCE_TYPES' },
        },
        recordingMode: { recordingFrequency: 'DAILY' },
      },
    ],
  },
  'config-service:DescribeConfigurationRecorderStatus': {
    ConfigurationRecordersStatus: [
      {
        name: 'default',
        recording: true,
        lastStatus: 'SUCCESS',
        lastStatusChangeTime: '2024-05-01T00:00:00Z',
      },
    ],
  },
  'config-service:DescribeDeliveryChannels': {
    DeliveryChannels: [
      {
        name: 'default',
        s3BucketName: 'config',
        snsTopicARN: 'arn:aws:sns:t',
        configSnapshotDeliveryProperties: { deliveryFrequency: 'One_Hour' },
      },
    ],
  },
};

async function collect(changes: RecordedResponses = {}) {
  return collectAll(collector, replaySession({ collector, responses: { ...recorded, ...changes } }));
}

describe('the Config recorder collector', () => {
  it('shows what is recorded, whether it is, and where it goes', async () => {
    const [recorder] = await collect();
    expect(recorder).toMatchObject({
      externalId: 'arn:aws:config:us-east-1:123456789012:configuration-recorder/default',
      name: 'default',
      status: 'active',
      unreadable: [],
    });
    expect(recorder?.configuration).toEqual({
      Name: 'default',
      Arn: 'arn:aws:config:us-east-1:123456789012:configuration-recorder/default',
      RoleARN: 'arn:aws:iam::123456789012:role/config',
      RecordingGroup: {
        AllSupported: false,
        IncludeGlobalResourceTypes: false,
        ResourceTypes: ['AWS::EC2::Instance', 'AWS::S3::Bucket'],
        RecordingStrategy: { UseOnly: 'INCLUSION_BY_RESOURCE_TYPES' },
      },
      RecordingMode: { RecordingFrequency: 'DAILY' },
      ConfigurationRecorderStatus: { Recording: true, LastStatus: 'SUCCESS' },
      DeliveryChannels: [
        {
          Name: 'default',
          S3BucketName: 'config',
          SnsTopicARN: 'arn:aws:sns:t',
          ConfigSnapshotDeliveryProperties: { DeliveryFrequency: 'One_Hour' },
        },
      ],
    });
  });

  it('calls a recorder stopped that does not record', async () => {
    const [recorder] = await collect({
      'config-service:DescribeConfigurationRecorderStatus': {
        ConfigurationRecordersStatus: [{ name: 'default', recording: false }],
      },
    });
    expect(recorder).toMatchObject({
      status: 'stopped',
      configuration: { ConfigurationRecorderStatus: { Recording: false } },
    });
  });

  it('finds nothing in a region without a recorder', async () => {
    const none = { 'config-service:DescribeConfigurationRecorders': { ConfigurationRecorders: [] } };
    expect(await collect(none)).toEqual([]);
  });

  it('does not know whether a recorder records when that was denied', async () => {
    const [recorder] = await collect({
      'config-service:DescribeConfigurationRecorderStatus': { error: 'AccessDeniedException' },
    });
    expect(recorder?.unreadable).toMatchObject([
      { path: 'ConfigurationRecorderStatus', permission: 'config:DescribeConfigurationRecorderStatus' },
    ]);
  });
});
