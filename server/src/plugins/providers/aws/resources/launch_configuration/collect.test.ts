import { describe, expect, it } from 'vitest';
import { collectAll, replaySession } from '../../testing/replay.ts';
import { launchConfigurationCollector as collector } from './collect.ts';

const arn =
  'arn:aws:autoscaling:us-east-1:123456789012:launchConfiguration:1:launchConfigurationName/old-workers';
const secret = Buffer.from('password=hunter2').toString('base64');
const responses = {
  'auto-scaling:DescribeLaunchConfigurations': {
    LaunchConfigurations: [
      {
        LaunchConfigurationName: 'old-workers',
        LaunchConfigurationARN: arn,
        ImageId: 'ami-1',
        KeyName: '',
        SecurityGroups: ['sg-2', 'sg-1'],
        UserData: secret,
        InstanceMonitoring: { Enabled: false },
        MetadataOptions: { HttpTokens: 'optional' },
        AssociatePublicIpAddress: true,
      },
    ],
  },
};

describe('the launch configuration collector', () => {
  it("writes what was configured in CloudFormation's names", async () => {
    const [seen] = await collectAll(collector, replaySession({ collector, responses }));
    expect(seen).toMatchObject({ externalId: arn, name: 'old-workers', unreadable: [] });
    expect(seen?.configuration).toMatchObject({
      ImageId: 'ami-1',
      SecurityGroups: ['sg-1', 'sg-2'],
      InstanceMonitoring: false,
      MetadataOptions: { HttpTokens: 'optional' },
      AssociatePublicIpAddress: true,
    });
    expect(seen?.configuration).not.toHaveProperty('KeyName');
  });

  it('never keeps user data, only a digest', async () => {
    const kept = JSON.stringify(await collectAll(collector, replaySession({ collector, responses })));
    expect(kept).not.toContain(secret);
    expect(kept).toContain('UserDataSha256');
  });

  it('knows nothing when it may not list', async () => {
    await expect(collectAll(collector, replaySession({ collector, responses: {} }))).rejects.toMatchObject({
      name: 'AwsCallError',
    });
  });
});
