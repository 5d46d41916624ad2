import { describe, expect, it } from 'vitest';
import { collectAll, replaySession } from '../../testing/replay.ts';
import { rdsParameterGroupCollector as collector } from './collect.ts';

const arn = (kind: string, name: string) => `arn:aws:rds:us-east-1:123456789012:${kind}:${name}`;
const lists = {
  'rds:DescribeDBParameterGroups': {
    DBParameterGroups: [
      {
        DBParameterGroupName: 'orders',
        DBParameterGroupArn: arn('pg', 'orders'),
        DBParameterGroupFamily: 'postgres16',
        Description: 'Orders',
      },
    ],
  },
  'rds:DescribeDBClusterParameterGroups': {
    DBClusterParameterGroups: [
      { DBClusterParameterGroupName: 'default.docdb5.0', DBParameterGroupFamily: 'docdb5.0' },
    ],
  },
};
const forceSsl = { ParameterName: 'rds.force_ssl', ParameterValue: '0', Source: 'user', IsModifiable: true };
const responses = {
  ...lists,
  'rds:DescribeDBParameters': (input: { Source?: string }) => ({
    Parameters:
      input.Source === 'user'
        ? [forceSsl, { ParameterName: 'work_mem', ParameterValue: '64', Source: 'user' }]
        : [{ ParameterName: 'log_connections', ParameterValue: '1', Source: 'system' }, forceSsl],
  }),
  'rds:DescribeDBClusterParameters': {
    Parameters: [{ ParameterName: 'tls', ParameterValue: 'enabled', Source: 'system' }],
  },
};

describe('the RDS parameter group collector', () => {
  it('names what somebody set, and the values in effect that decide about security', async () => {
    const [orders, documents] = await collectAll(collector, replaySession({ collector, responses }));
    expect(orders).toMatchObject({ externalId: arn('pg', 'orders'), name: 'orders', unreadable: [] });
    expect(orders?.configuration).toEqual({
      DBParameterGroupName: 'orders',
      DBParameterGroupArn: arn('pg', 'orders'),
      Scope: 'instance',
      Family: 'postgres16',
      Description: 'Orders',
      Parameters: { 'rds.force_ssl': '0', work_mem: '64' },
      SecurityParameters: [
        { ParameterName: 'log_connections', ParameterValue: '1', Source: 'system' },
        { ParameterName: 'rds.force_ssl', ParameterValue: '0', Source: 'user' },
      ],
    });
    expect(documents).toMatchObject({
      externalId: arn('cluster-pg', 'default.docdb5.0'),
      configuration: {
        Scope: 'cluster',
        SecurityParameters: [{ ParameterName: 'tls', ParameterValue: 'enabled', Source: 'system' }],
      },
    });
    expect(documents?.configuration).not.toHaveProperty('Parameters');
  });

  it('does not know parameters that it may not read', async () => {
    const [orders] = await collectAll(collector, replaySession({ collector, responses: lists }));
    expect(orders?.unreadable.map(({ path, permission }) => [path, permission])).toEqual([
      ['SecurityParameters', 'rds:DescribeDBParameters'],
      ['Parameters', 'rds:DescribeDBParameters'],
    ]);
  });
});
