import { describe, expect, it } from 'vitest';
import { collectAll, replaySession } from '../../testing/replay.ts';
import { launchTemplateCollector as collector } from './collect.ts';

const secret = Buffer.from('password=hunter2').toString('base64');
const template = {
  LaunchTemplateId: 'lt-1',
  LaunchTemplateName: 'web',
  DefaultVersionNumber: 1,
  LatestVersionNumber: 2,
  Tags: [{ Key: 'team', Value: 'shop' }],
};
const version = (VersionNumber: number, LaunchTemplateData: object) => ({
  LaunchTemplateId: 'lt-1',
  VersionNumber,
  LaunchTemplateData,
});
const responses = {
  'ec2:DescribeLaunchTemplates': { LaunchTemplates: [template] },
  'ec2:DescribeLaunchTemplateVersions': {
    LaunchTemplateVersions: [
      version(2, {
        ImageId: 'ami-2',
        UserData: secret,
        MetadataOptions: { HttpTokens: 'required' },
        SecurityGroupIds: ['sg-2', 'sg-1'],
        NetworkInterfaces: [{ DeviceIndex: 0, AssociatePublicIpAddress: true, Groups: ['sg-2', 'sg-1'] }],
      }),
      version(1, { ImageId: 'ami-1' }),
      { ...version(1, { ImageId: 'ami-9' }), LaunchTemplateId: 'lt-2' },
    ],
  },
};

describe('the launch template collector', () => {
  it('reads the latest version, and the default one where it is another', async () => {
    const [seen] = await collectAll(collector, replaySession({ collector, responses }));
    expect(seen).toMatchObject({
      externalId: 'arn:aws:ec2:us-east-1:123456789012:launch-template/lt-1',
      name: 'web',
      tags: { team: 'shop' },
      unreadable: [],
      configuration: {
        DefaultVersionNumber: '1',
        LatestVersionNumber: '2',
        LaunchTemplateData: {
          ImageId: 'ami-2',
          MetadataOptions: { HttpTokens: 'required' },
          SecurityGroupIds: ['sg-1', 'sg-2'],
          NetworkInterfaces: [{ AssociatePublicIpAddress: true, Groups: ['sg-1', 'sg-2'] }],
        },
        DefaultVersionData: { ImageId: 'ami-1' },
      },
    });
  });

  it('has one version where the latest is the default', async () => {
    const one = {
      ...responses,
      'ec2:DescribeLaunchTemplates': { LaunchTemplates: [{ ...template, DefaultVersionNumber: 2 }] },
    };
    const [seen] = await collectAll(collector, replaySession({ collector, responses: one }));
    expect(seen?.configuration).not.toHaveProperty('DefaultVersionData');
  });

  it('never keeps user data, only a digest that shows a change', async () => {
    const kept = JSON.stringify(await collectAll(collector, replaySession({ collector, responses })));
    expect(kept).not.toContain(secret);
    expect(kept).toMatch(/"UserDataSha256":"[0-9a-f]{64}"/);
  });

  it('says that it may not read the versions', async () => {
    const { 'ec2:DescribeLaunchTemplateVersions': _, ...list } = responses;
    const [seen] = await collectAll(collector, replaySession({ collector, responses: list }));
    expect(seen?.unreadable.map(({ path }) => path)).toEqual([
      'LaunchTemplateData',
      'DefaultVersionData',
      'VersionDescription',
    ]);
    expect(seen?.configuration).not.toHaveProperty('LaunchTemplateData');
  });
});
