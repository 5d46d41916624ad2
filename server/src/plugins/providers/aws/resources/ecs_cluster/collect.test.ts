import { describe, expect, it } from 'vitest';
import { collectAll, replaySession } from '../../testing/replay.ts';
import { ecsClusterCollector as collector } from './collect.ts';

const arn = (name: string) => `arn:aws:ecs:us-east-1:123456789012:cluster/${name}`;
const list = { 'ecs:ListClusters': { clusterArns: [arn('jobs'), arn('gone'), arn('broken')] } };
const answer = {
  clusters: [
    {
      clusterArn: arn('jobs'),
      clusterName: 'jobs',
      status: 'ACTIVE',
      runningTasksCount: 12,
      settings: [{ name: 'containerInsights', value: 'disabled' }],
      capacityProviders: ['FARGATE_SPOT', 'FARGATE'],
      configuration: {
        executeCommandConfiguration: { logging: 'OVERRIDE', logConfiguration: { s3BucketName: 'b' } },
      },
      tags: [{ key: 'team', value: 'batch' }],
    },
  ],
  failures: [
    { arn: arn('gone'), reason: 'MISSING' },
    { arn: arn('broken'), reason: 'INTERNAL' },
  ],
};

describe('the ECS cluster collector', () => {
  it("writes the answer in CloudFormation's names, without the counts of tasks", async () => {
    const responses = { ...list, 'ecs:DescribeClusters': answer };
    const [jobs] = await collectAll(collector, replaySession({ collector, responses }));
    expect(jobs).toEqual({
      externalId: arn('jobs'),
      name: 'jobs',
      region: 'us-east-1',
      status: 'active',
      tags: { team: 'batch' },
      configuration: {
        Arn: arn('jobs'),
        ClusterName: 'jobs',
        CapacityProviders: ['FARGATE', 'FARGATE_SPOT'],
        ClusterSettings: [{ Name: 'containerInsights', Value: 'disabled' }],
        Configuration: {
          ExecuteCommandConfiguration: { Logging: 'OVERRIDE', LogConfiguration: { S3BucketName: 'b' } },
        },
        Tags: [{ Key: 'team', Value: 'batch' }],
      },
      unreadable: [],
    });
  });

  it('drops a cluster that is missing and calls one that failed unknown', async () => {
    const responses = { ...list, 'ecs:DescribeClusters': answer };
    const seen = await collectAll(collector, replaySession({ collector, responses }));
    expect(seen.map((cluster) => cluster.name)).toEqual(['jobs', 'broken']);
    expect(seen[1]?.unreadable).toContainEqual({
      path: 'ClusterSettings',
      reason: 'failed',
      message: 'INTERNAL',
    });
  });

  it('reports clusters that it may not describe, with everything unknown but their name', async () => {
    const seen = await collectAll(collector, replaySession({ collector, responses: list }));
    expect(seen.map((cluster) => cluster.name)).toEqual(['jobs', 'gone', 'broken']);
    expect(seen[0]?.unreadable).toContainEqual(
      expect.objectContaining({
        path: 'Configuration',
        reason: 'denied',
        permission: 'ecs:DescribeClusters',
      }),
    );
  });
});
