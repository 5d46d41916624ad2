import { describe, expect, it } from 'vitest';
import { collectAll, replaySession } from '../../testing/replay.ts';
import { ecsTaskDefinitionCollector as collector } from './collect.ts';

const list = { 'ecs:ListTaskDefinitionFamilies': { families: ['web'] } };
const definition = (revision: number) => ({
  tags: [{ key: 'team', value: 'shop' }],
  taskDefinition: {
    taskDefinitionArn: `arn:aws:ecs:us-east-1:123456789012:task-definition/web:${revision}`,
    family: 'web',
    revision,
    status: 'ACTIVE',
    networkMode: 'awsvpc',
    containerDefinitions: [
      {
        name: 'web',
        image: 'web:1',
        command: ['--password', 'hunter2'],
        environment: [
          { name: 'DB_PASSWORD', value: 'hunter2' },
          { name: 'API_URL', value: 'https://api.example' },
        ],
        secrets: [{ name: 'TOKEN', valueFrom: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:t' }],
        logConfiguration: {
          logDriver: 'splunk',
          options: { 'splunk-token': 'hunter2', 'splunk-url': 'https://logs.example' },
        },
        readonlyRootFilesystem: true,
      },
    ],
  },
});

describe('the ECS task definition collector', () => {
  it('reports a family by its latest revision, without any value that may be a secret', async () => {
    const responses = { ...list, 'ecs:DescribeTaskDefinition': definition(7) };
    const [web] = await collectAll(collector, replaySession({ collector, responses }));
    expect(web).toMatchObject({
      externalId: 'arn:aws:ecs:us-east-1:123456789012:task-definition/web',
      name: 'web',
      tags: { team: 'shop' },
      unreadable: [],
    });
    expect(web?.configuration).toEqual({
      Family: 'web',
      TaskDefinitionArn: 'arn:aws:ecs:us-east-1:123456789012:task-definition/web:7',
      Revision: 7,
      NetworkMode: 'awsvpc',
      ContainerDefinitions: [
        {
          Name: 'web',
          Image: 'web:1',
          ReadonlyRootFilesystem: true,
          EnvironmentNames: ['API_URL', 'DB_PASSWORD'],
          Secrets: [{ Name: 'TOKEN', ValueFrom: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:t' }],
          LogConfiguration: { LogDriver: 'splunk', Options: { 'splunk-url': 'https://logs.example' } },
        },
      ],
      Tags: [{ Key: 'team', Value: 'shop' }],
    });
    expect(JSON.stringify(web)).not.toContain('hunter2');
  });

  it('keeps the identity of the family over revisions', async () => {
    const ids = await Promise.all(
      [7, 8].map(async (revision) => {
        const responses = { ...list, 'ecs:DescribeTaskDefinition': definition(revision) };
        return (await collectAll(collector, replaySession({ collector, responses })))[0]?.externalId;
      }),
    );
    expect(new Set(ids).size).toBe(1);
  });

  it('knows nothing but the name of a family that it may not describe', async () => {
    const [web] = await collectAll(collector, replaySession({ collector, responses: list }));
    expect(web?.configuration).toEqual({ Family: 'web' });
    expect(web?.unreadable).toContainEqual(
      expect.objectContaining({ path: 'ContainerDefinitions', permission: 'ecs:DescribeTaskDefinition' }),
    );
  });
});
