import { describe, expect, it } from 'vitest';
import { collectAll, replaySession } from '../../testing/replay.ts';
import { cloudwatchLogGroupCollector as collector } from './collect.ts';

const arn = 'arn:aws:logs:us-east-1:123456789012:log-group:/app';
const group = {
  logGroupName: '/app',
  arn: `${arn}:*`,
  retentionInDays: 30,
  kmsKeyId: 'arn:aws:kms:us-east-1:123456789012:key/1',
  metricFilterCount: 0,
  storedBytes: 123,
  creationTime: 1700000000000,
};
const tags = { 'cloudwatch-logs:ListTagsForResource': { tags: { team: 'shop' } } };

async function collect(item: object, details: object = tags) {
  const responses = { 'cloudwatch-logs:DescribeLogGroups': { logGroups: [item] }, ...details };
  return collectAll(collector, replaySession({ collector, responses }));
}

describe('the CloudWatch log group collector', () => {
  it('writes retention, key and tags, without the stored bytes', async () => {
    expect(await collect(group)).toEqual([
      {
        externalId: arn,
        name: '/app',
        region: 'us-east-1',
        status: 'active',
        tags: { team: 'shop' },
        configuration: {
          LogGroupName: '/app',
          Arn: `${arn}:*`,
          RetentionInDays: 30,
          KmsKeyId: 'arn:aws:kms:us-east-1:123456789012:key/1',
          Tags: [{ Key: 'team', Value: 'shop' }],
        },
        unreadable: [],
      },
    ]);
  });

  it('leaves the retention of a group that keeps everything absent', async () => {
    const [observed] = await collect({ ...group, retentionInDays: undefined });
    expect(observed?.configuration).not.toHaveProperty('RetentionInDays');
  });

  it('reads metric filters only where the list says that there are some', async () => {
    const filters = {
      ...tags,
      'cloudwatch-logs:DescribeMetricFilters': {
        metricFilters: [
          {
            filterName: 'root-use',
            filterPattern: '{ $.userIdentity.type = "Root" }',
            metricTransformations: [{ metricName: 'RootUse', metricNamespace: 'CIS', metricValue: '1' }],
          },
        ],
      },
    };
    const [without] = await collect(group, filters);
    expect(without?.configuration).not.toHaveProperty('MetricFilters');
    const [observed] = await collect({ ...group, metricFilterCount: 1 }, filters);
    expect(observed?.configuration.MetricFilters).toEqual([
      {
        FilterName: 'root-use',
        FilterPattern: '{ $.userIdentity.type = "Root" }',
        MetricTransformations: [{ MetricName: 'RootUse', MetricNamespace: 'CIS', MetricValue: '1' }],
      },
    ]);
  });

  it('reads the data protection policy of a group that has one, as an object', async () => {
    const policy = { 'cloudwatch-logs:GetDataProtectionPolicy': { policyDocument: '{"Name":"mask"}' } };
    const [observed] = await collect({ ...group, dataProtectionStatus: 'ACTIVATED' }, { ...tags, ...policy });
    expect(observed?.configuration.DataProtectionPolicy).toEqual({ Name: 'mask' });
  });

  it('does not report a group that was deleted meanwhile', async () => {
    const gone = { 'cloudwatch-logs:ListTagsForResource': { error: 'ResourceNotFoundException' } };
    expect(await collect(group, gone)).toEqual([]);
  });
});
