import { describe, expect, it } from 'vitest';
import { collectAll, replaySession } from '../../testing/replay.ts';
import { dmsEndpointCollector as collector } from './collect.ts';

const arn = 'arn:aws:dms:us-east-1:123456789012:endpoint:ABC';
const list = {
  'database-migration-service:DescribeEndpoints': {
    Endpoints: [
      {
        EndpointIdentifier: 'sessions',
        EndpointArn: arn,
        EndpointType: 'TARGET',
        EngineName: 'redis',
        Username: 'admin',
        ServerName: 'sessions.example',
        SslMode: 'none',
        ExtraConnectionAttributes: 'password=hunter2',
        RedisSettings: {
          ServerName: 's',
          Port: 6379,
          SslSecurityProtocol: 'ssl-encryption',
          AuthPassword: 'hunter2',
        },
      },
    ],
  },
};

describe('the DMS endpoint collector', () => {
  it('says how a connection is protected, without its credentials', async () => {
    const responses = { ...list, 'database-migration-service:ListTagsForResource': { TagList: [] } };
    const [endpoint] = await collectAll(collector, replaySession({ collector, responses }));
    expect(endpoint).toMatchObject({ externalId: arn, name: 'sessions', unreadable: [] });
    expect(endpoint?.configuration).toEqual({
      EndpointIdentifier: 'sessions',
      EndpointArn: arn,
      EndpointType: 'target',
      EngineName: 'redis',
      ServerName: 'sessions.example',
      SslMode: 'none',
      RedisSettings: { SslSecurityProtocol: 'ssl-encryption' },
    });
    expect(JSON.stringify(endpoint)).not.toContain('hunter2');
  });

  it('does not know tags that it may not read', async () => {
    const [endpoint] = await collectAll(collector, replaySession({ collector, responses: list }));
    expect(endpoint?.unreadable).toEqual([expect.objectContaining({ path: 'Tags', reason: 'denied' })]);
  });
});
