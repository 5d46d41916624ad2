import { describe, expect, it } from 'vitest';
import { collectAll, replaySession } from '../../testing/replay.ts';
import { dmsReplicationTaskCollector as collector } from './collect.ts';

const arn = 'arn:aws:dms:us-east-1:123456789012:task:ABC';
const task = {
  ReplicationTaskIdentifier: 'orders',
  ReplicationTaskArn: arn,
  MigrationType: 'cdc',
  Status: 'running',
  TableMappings: '{"rules":[]}',
  ReplicationTaskSettings: JSON.stringify({
    Logging: {
      EnableLogging: true,
      LogComponents: [{ Id: 'SOURCE_CAPTURE', Severity: 'LOGGER_SEVERITY_DEFAULT' }],
      CloudWatchLogGroup: 'dms-tasks',
      CloudWatchLogStream: 'dms-task-ABC',
    },
  }),
  ReplicationTaskStats: { FullLoadProgressPercent: 40 },
};
const list = (one: object) => ({
  'database-migration-service:DescribeReplicationTasks': { ReplicationTasks: [one] },
});

describe('the DMS replication task collector', () => {
  it('reads the settings as an object', async () => {
    const responses = {
      ...list(task),
      'database-migration-service:ListTagsForResource': { TagList: [{ Key: 'team', Value: 'data' }] },
    };
    const [seen] = await collectAll(collector, replaySession({ collector, responses }));
    expect(seen).toMatchObject({ externalId: arn, name: 'orders', tags: { team: 'data' }, unreadable: [] });
    expect(seen?.configuration).toEqual({
      ReplicationTaskIdentifier: 'orders',
      ReplicationTaskArn: arn,
      MigrationType: 'cdc',
      TableMappings: { rules: [] },
      ReplicationTaskSettings: {
        Logging: {
          EnableLogging: true,
          LogComponents: [{ Id: 'SOURCE_CAPTURE', Severity: 'LOGGER_SEVERITY_DEFAULT' }],
        },
      },
      Tags: [{ Key: 'team', Value: 'data' }],
    });
  });

  it('leaves out settings that are no object, and does not know tags that it may not read', async () => {
    const responses = list({ ...task, ReplicationTaskSettings: 'not json' });
    const [seen] = await collectAll(collector, replaySession({ collector, responses }));
    expect(seen?.configuration).not.toHaveProperty('ReplicationTaskSettings');
    expect(seen?.unreadable).toEqual([expect.objectContaining({ path: 'Tags', reason: 'denied' })]);
  });
});
