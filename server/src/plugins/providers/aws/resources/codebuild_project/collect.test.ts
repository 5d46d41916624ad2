import { describe, expect, it } from 'vitest';
import { collectAll, replaySession } from '../../testing/replay.ts';
import { codebuildProjectCollector as collector } from './collect.ts';

const arn = (name: string) => `arn:aws:codebuild:us-east-1:123456789012:project/${name}`;
const list = { 'codebuild:ListProjects': { projects: ['web', 'gone'] } };
const web = {
  name: 'web',
  arn: arn('web'),
  source: {
    type: 'GITHUB',
    location: 'https://deploy:hunter2@github.com/example/web.git',
    buildspec: 'version: 0.2\nphases:\n  build:\n    commands: ["login --password hunter2"]\n',
  },
  artifacts: { type: 'NO_ARTIFACTS' },
  environment: {
    type: 'LINUX_CONTAINER',
    image: 'aws/codebuild/standard:7.0',
    computeType: 'BUILD_GENERAL1_SMALL',
    privilegedMode: false,
    environmentVariables: [
      { name: 'STAGE', value: 'prod', type: 'PLAINTEXT' },
      { name: 'DB_PASSWORD', value: 'hunter2', type: 'PLAINTEXT' },
    ],
  },
  logsConfig: { cloudWatchLogs: { status: 'ENABLED' } },
  projectVisibility: 'PRIVATE',
  webhook: {
    url: 'https://api.github.com/repos/example/web/hooks/1',
    secret: 'hunter2',
    filterGroups: [[{ type: 'EVENT', pattern: 'PUSH' }]],
  },
  tags: [{ key: 'team', value: 'shop' }],
};

describe('the CodeBuild project collector', () => {
  it('describes projects without any value that may be a secret, and drops what is gone', async () => {
    const responses = {
      ...list,
      'codebuild:BatchGetProjects': { projects: [web], projectsNotFound: ['gone'] },
    };
    const seen = await collectAll(collector, replaySession({ collector, responses }));
    expect(seen.map(({ name, tags }) => [name, tags])).toEqual([['web', { team: 'shop' }]]);
    expect(seen[0]?.configuration).toEqual({
      Name: 'web',
      Arn: arn('web'),
      Source: {
        Type: 'GITHUB',
        Location: 'https://github.com/example/web.git',
        LocationHasCredentials: true,
        BuildSpec: 'inline',
      },
      Environment: {
        Type: 'LINUX_CONTAINER',
        Image: 'aws/codebuild/standard:7.0',
        ComputeType: 'BUILD_GENERAL1_SMALL',
        PrivilegedMode: false,
        EnvironmentVariables: [
          { Name: 'DB_PASSWORD', Type: 'PLAINTEXT' },
          { Name: 'STAGE', Type: 'PLAINTEXT' },
        ],
      },
      Artifacts: { Type: 'NO_ARTIFACTS' },
      LogsConfig: { CloudWatchLogs: { Status: 'ENABLED' } },
      Visibility: 'PRIVATE',
      Triggers: { Webhook: true, FilterGroups: [[{ Type: 'EVENT', Pattern: 'PUSH' }]] },
      Tags: [{ Key: 'team', Value: 'shop' }],
    });
    expect(JSON.stringify(seen)).not.toContain('hunter2');
  });

  it('keeps the path of a build specification and an address without credentials', async () => {
    const source = {
      type: 'GITHUB',
      location: 'https://github.com/example/web.git',
      buildspec: 'ci/build.yml',
    };
    const responses = { ...list, 'codebuild:BatchGetProjects': { projects: [{ ...web, source }] } };
    const [seen] = await collectAll(collector, replaySession({ collector, responses }));
    expect(seen?.configuration.Source).toEqual({
      Type: 'GITHUB',
      Location: 'https://github.com/example/web.git',
      LocationHasCredentials: false,
      BuildSpec: 'ci/build.yml',
    });
  });

  it('knows nothing but the name of a project that it may not describe', async () => {
    const [seen] = await collectAll(collector, replaySession({ collector, responses: list }));
    expect(seen?.configuration).toEqual({ Name: 'web', Arn: arn('web') });
    expect(seen?.unreadable).toContainEqual(
      expect.objectContaining({ path: 'Environment', permission: 'codebuild:BatchGetProjects' }),
    );
  });
});
