import { describe, expect, it } from 'vitest';
import { collectAll, replaySession } from '../../testing/replay.ts';
import { ecsServiceCollector as collector } from './collect.ts';

const cluster = 'arn:aws:ecs:us-east-1:123456789012:cluster/shop';
const arn = (name: string) => `arn:aws:ecs:us-east-1:123456789012:service/shop/${name}`;
const lists = {
  'ecs:ListClusters': { clusterArns: [cluster] },
  'ecs:ListServices': { serviceArns: [arn('web'), arn('gone')] },
};
const web = {
  serviceArn: arn('web'),
  serviceName: 'web',
  clusterArn: cluster,
  status: 'ACTIVE',
  desiredCount: 4,
  runningCount: 3,
  launchType: 'FARGATE',
  platformVersion: 'LATEST',
  taskDefinition: 'arn:aws:ecs:us-east-1:123456789012:task-definition/web:7',
  networkConfiguration: {
    awsvpcConfiguration: {
      assignPublicIp: 'DISABLED',
      subnets: ['subnet-b', 'subnet-a'],
      securityGroups: ['sg-1'],
    },
  },
  enableExecuteCommand: false,
  tags: [{ key: 'team', value: 'shop' }],
};
const answers = {
  ...lists,
  'ecs:DescribeServices': { services: [web], failures: [{ arn: arn('gone'), reason: 'MISSING' }] },
};

describe('the ECS service collector', () => {
  it("writes the answer in CloudFormation's names, without counts, and drops what is gone", async () => {
    expect(await collectAll(collector, replaySession({ collector, responses: answers }))).toEqual([
      {
        externalId: arn('web'),
        name: 'web',
        region: 'us-east-1',
        status: 'active',
        tags: { team: 'shop' },
        configuration: {
          ServiceArn: arn('web'),
          ServiceName: 'web',
          Cluster: cluster,
          TaskDefinition: web.taskDefinition,
          LaunchType: 'FARGATE',
          PlatformVersion: 'LATEST',
          NetworkConfiguration: {
            AwsvpcConfiguration: {
              AssignPublicIp: 'DISABLED',
              SecurityGroups: ['sg-1'],
              Subnets: ['subnet-a', 'subnet-b'],
            },
          },
          EnableExecuteCommand: false,
          Tags: [{ Key: 'team', Value: 'shop' }],
        },
        unreadable: [],
      },
    ]);
  });

  it('goes on when a cluster was deleted since the list', async () => {
    const responses = {
      ...answers,
      'ecs:ListClusters': { clusterArns: ['arn:aws:ecs:us-east-1:123456789012:cluster/old', cluster] },
      'ecs:ListServices': (input: { cluster: string }) =>
        input.cluster === cluster ? lists['ecs:ListServices'] : { error: 'ClusterNotFoundException' },
    };
    const seen = await collectAll(collector, replaySession({ collector, responses }));
    expect(seen.map(({ name }) => name)).toEqual(['web']);
  });

  it('reports services that it may not describe, with everything unknown but their name', async () => {
    const seen = await collectAll(collector, replaySession({ collector, responses: lists }));
    expect(seen.map(({ name }) => name)).toEqual(['web', 'gone']);
    expect(seen[0]?.unreadable).toContainEqual(
      expect.objectContaining({ path: 'NetworkConfiguration', permission: 'ecs:DescribeServices' }),
    );
  });
});
