import { describe, expect, it } from 'vitest';
import { collectAll, replaySession } from '../../testing/replay.ts';
import { rdsEventSubscriptionCollector as collector } from './collect.ts';

const topic = 'arn:aws:sns:us-east-1:123456789012:databases';

describe('the RDS event subscription collector', () => {
  it("uses CloudFormation's names, with lists in order", async () => {
    const responses = {
      'rds:DescribeEventSubscriptions': {
        EventSubscriptionsList: [
          {
            CustSubscriptionId: 'failures',
            SnsTopicArn: topic,
            Status: 'active',
            Enabled: true,
            SourceType: 'db-instance',
            EventCategoriesList: ['maintenance', 'failure'],
            SourceIdsList: [],
            SubscriptionCreationTime: '2024-05-01 00:00:00',
          },
        ],
      },
    };
    expect(await collectAll(collector, replaySession({ collector, responses }))).toEqual([
      {
        externalId: 'arn:aws:rds:us-east-1:123456789012:es:failures',
        name: 'failures',
        region: 'us-east-1',
        status: 'active',
        tags: {},
        configuration: {
          SubscriptionName: 'failures',
          EventSubscriptionArn: 'arn:aws:rds:us-east-1:123456789012:es:failures',
          SnsTopicArn: topic,
          Status: 'active',
          Enabled: true,
          SourceType: 'db-instance',
          EventCategories: ['failure', 'maintenance'],
        },
        unreadable: [],
      },
    ]);
  });

  it('says that the list is denied', async () => {
    await expect(collectAll(collector, replaySession({ collector, responses: {} }))).rejects.toMatchObject({
      name: 'AwsCallError',
    });
  });
});
