import { describe, expect, it } from 'vitest';
import { collectAll, type RecordedResponses, replaySession } from '../../testing/replay.ts';
import { ssmParameterCollector as collector } from './collect.ts';

const arn = 'arn:aws:ssm:us-east-1:123456789012:parameter/prod/db/password';
const recorded: RecordedResponses = {
  'ssm:DescribeParameters': {
    Parameters: [
      {
        Name: '/prod/db/password',
        Type: 'SecureString',
        KeyId: 'alias/aws/ssm',
        LastModifiedDate: '2024-01-01T00:00:00Z',
        Version: 3,
        Tier: 'Standard',
        Policies: [],
        DataType: 'text',
      },
    ],
  },
  'ssm:ListTagsForResource': { TagList: [{ Key: 'team', Value: 'shop' }] },
};

async function collectOne(changes: RecordedResponses = {}) {
  const responses = { ...recorded, ...changes };
  const [observed] = await collectAll(collector, replaySession({ collector, responses }));
  if (observed === undefined) throw new Error('no parameter was collected');
  return observed;
}

describe('the Systems Manager parameter collector', () => {
  it('shows everything about a parameter except its value', async () => {
    const parameter = await collectOne();
    expect(parameter).toMatchObject({ externalId: arn, name: '/prod/db/password', tags: { team: 'shop' } });
    expect(parameter.configuration).toEqual({
      Name: '/prod/db/password',
      Arn: arn,
      Type: 'SecureString',
      KeyId: 'alias/aws/ssm',
      DataType: 'text',
      Tier: 'Standard',
      LastModifiedDate: '2024-01-01T00:00:00.000Z',
      Version: 3,
      Tags: [{ Key: 'team', Value: 'shop' }],
    });
  });

  it('declares no operation that answers a value', () => {
    const operations = [...collector.lists, ...collector.details].map(({ operation }) => operation);
    expect(operations.filter((operation) => /:GetParameter/.test(operation))).toEqual([]);
  });

  it('does not take denied tags for none', async () => {
    const parameter = await collectOne({
      'ssm:ListTagsForResource': { error: 'AccessDeniedException', status: 400 },
    });
    expect(parameter.unreadable).toEqual([expect.objectContaining({ path: 'Tags', reason: 'denied' })]);
  });
});
