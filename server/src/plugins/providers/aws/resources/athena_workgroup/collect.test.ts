import { describe, expect, it } from 'vitest';
import { collectAll, replaySession } from '../../testing/replay.ts';
import { athenaWorkgroupCollector as collector } from './collect.ts';

const arn = 'arn:aws:athena:us-east-1:123456789012:workgroup/analysts';
const list = {
  'athena:ListWorkGroups': { WorkGroups: [{ Name: 'analysts', State: 'ENABLED', Description: '' }] },
};
const configuration = {
  EnforceWorkGroupConfiguration: true,
  ResultConfiguration: {
    OutputLocation: 's3://results/',
    EncryptionConfiguration: { EncryptionOption: 'SSE_S3' },
  },
};

describe('the Athena work group collector', () => {
  it('reads the configuration of each work group', async () => {
    const responses = {
      ...list,
      'athena:GetWorkGroup': { WorkGroup: { Name: 'analysts', Configuration: configuration } },
      'athena:ListTagsForResource': { Tags: [{ Key: 'team', Value: 'data' }] },
    };
    expect(await collectAll(collector, replaySession({ collector, responses }))).toEqual([
      {
        externalId: arn,
        name: 'analysts',
        region: 'us-east-1',
        status: 'active',
        tags: { team: 'data' },
        configuration: {
          Name: 'analysts',
          Arn: arn,
          State: 'ENABLED',
          WorkGroupConfiguration: configuration,
          Tags: [{ Key: 'team', Value: 'data' }],
        },
        unreadable: [],
      },
    ]);
  });

  it('does not know a configuration that it may not read', async () => {
    const [group] = await collectAll(collector, replaySession({ collector, responses: list }));
    expect(group?.unreadable.map(({ path, reason }) => [path, reason])).toEqual([
      ['WorkGroupConfiguration', 'denied'],
      ['Tags', 'denied'],
    ]);
  });
});
