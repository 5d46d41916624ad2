import { describe, expect, it } from 'vitest';
import { collectAll, replaySession } from '../../testing/replay.ts';
import { ec2RegionSettingsCollector as collector } from './collect.ts';

const responses = {
  'ec2:GetEbsEncryptionByDefault': { EbsEncryptionByDefault: false },
  'ec2:GetEbsDefaultKmsKeyId': { KmsKeyId: 'alias/aws/ebs' },
  'ec2:GetSnapshotBlockPublicAccessState': { State: 'block-all-sharing', ManagedBy: 'account' },
  'ec2:GetImageBlockPublicAccessState': { ImageBlockPublicAccessState: 'unblocked' },
  'ec2:GetSerialConsoleAccessStatus': { SerialConsoleAccessEnabled: false },
  'ec2:GetInstanceMetadataDefaults': { AccountLevel: { HttpTokens: 'required' } },
  'ec2:DescribeVpcs': { Vpcs: [{ VpcId: 'vpc-2' }, { VpcId: 'vpc-1' }] },
  'ec2:DescribeFlowLogs': { FlowLogs: [{ FlowLogId: 'fl-1', ResourceId: 'vpc-2', TrafficType: 'ALL' }] },
};

describe('the collector of EC2 region settings', () => {
  it('reports one resource per region, with every VPC also where it has no flow log', async () => {
    const seen = await collectAll(collector, replaySession({ collector, responses, region: 'eu-west-1' }));
    expect(seen).toEqual([
      {
        externalId: 'ec2-settings:eu-west-1',
        name: 'EC2 settings eu-west-1',
        region: 'eu-west-1',
        status: 'active',
        tags: {},
        configuration: {
          EbsEncryptionByDefault: false,
          EbsDefaultKmsKeyId: 'alias/aws/ebs',
          SnapshotBlockPublicAccessState: 'block-all-sharing',
          ImageBlockPublicAccessState: 'unblocked',
          SerialConsoleAccessEnabled: false,
          InstanceMetadataDefaults: { HttpTokens: 'required' },
          VpcFlowLogs: [
            { VpcId: 'vpc-1', FlowLogs: [] },
            { VpcId: 'vpc-2', FlowLogs: [{ Id: 'fl-1', ResourceId: 'vpc-2', TrafficType: 'ALL' }] },
          ],
        },
        unreadable: [],
      },
    ]);
  });

  it('says of each setting alone that it may not be read', async () => {
    const one = { 'ec2:GetEbsEncryptionByDefault': { EbsEncryptionByDefault: true } };
    const [settings] = await collectAll(collector, replaySession({ collector, responses: one }));
    expect(settings?.configuration).toEqual({ EbsEncryptionByDefault: true });
    expect(new Set(settings?.unreadable.map(({ path }) => path))).toEqual(
      new Set([
        'EbsDefaultKmsKeyId',
        'SnapshotBlockPublicAccessState',
        'ImageBlockPublicAccessState',
        'SerialConsoleAccessEnabled',
        'InstanceMetadataDefaults',
        'VpcFlowLogs',
      ]),
    );
  });

  it('says nothing about flow logs when it sees only the VPCs', async () => {
    const { 'ec2:DescribeFlowLogs': _, ...rest } = responses;
    const [settings] = await collectAll(collector, replaySession({ collector, responses: rest }));
    expect(settings?.configuration).not.toHaveProperty('VpcFlowLogs');
    expect(settings?.unreadable).toMatchObject([{ path: 'VpcFlowLogs', permission: 'ec2:DescribeFlowLogs' }]);
  });
});
