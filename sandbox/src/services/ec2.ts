import { allRegions } from '../world/region-names.ts';
import { ec2ComputeOperations } from './ec2-compute.ts';
import { ec2ConnectionOperations } from './ec2-connections.ts';
import { ec2FlowLogWriteOperations } from './ec2-flow-log-writes.ts';
import { ec2NetworkOperations } from './ec2-network.ts';
import { ec2SharingWriteOperations } from './ec2-sharing-writes.ts';
import { ec2WriteOperations } from './ec2-writes.ts';
import type { Operations } from './service.ts';

const accountOperations: Operations<typeof import('@aws-sdk/client-ec2')> = {
  DescribeRegions: (input, call) => {
    const wanted = input.RegionNames;
    const Regions = allRegions
      .filter((name) => input.AllRegions || call.world.regions.has(name))
      .filter((name) => !wanted || wanted.includes(name))
      .map((name) => ({
        RegionName: name,
        Endpoint: `ec2.${name}.amazonaws.com`,
        OptInStatus: call.world.regions.has(name) ? 'opt-in-not-required' : 'not-opted-in',
      }));
    return { Regions };
  },

  DescribeAvailabilityZones: (_, call) => ({
    AvailabilityZones: ['a', 'b', 'c'].map((letter, index) => ({
      State: 'available',
      OptInStatus: 'opt-in-not-required',
      Messages: [],
      RegionName: call.region,
      ZoneName: `${call.region}${letter}`,
      ZoneId: `${call.region}-az${index + 1}`,
      GroupName: call.region,
      NetworkBorderGroup: call.region,
      ZoneType: 'availability-zone',
    })),
  }),

  GetEbsEncryptionByDefault: (_, call) => ({
    EbsEncryptionByDefault: call.world.region(call.region).settings.ebsEncryptionByDefault,
    SseType: call.world.region(call.region).settings.ebsEncryptionByDefault ? 'sse-kms' : 'none',
  }),

  GetSerialConsoleAccessStatus: () => ({ SerialConsoleAccessEnabled: false, ManagedBy: 'account' }),

  GetEbsDefaultKmsKeyId: (_, call) => ({
    KmsKeyId: call.world.region(call.region).settings.ebsDefaultKmsKeyId,
  }),

  GetSnapshotBlockPublicAccessState: (_, call) => ({
    State: call.world.region(call.region).settings.snapshotBlockPublicAccess,
    ManagedBy: 'account',
  }),

  GetImageBlockPublicAccessState: (_, call) => ({
    ImageBlockPublicAccessState: call.world.region(call.region).settings.imageBlockPublicAccess,
    ManagedBy: 'account',
  }),

  GetInstanceMetadataDefaults: (_, call) => ({
    AccountLevel: call.world.region(call.region).settings.metadataDefaults,
  }),
};

export const ec2Operations = {
  ...accountOperations,
  ...ec2ComputeOperations,
  ...ec2ConnectionOperations,
  ...ec2NetworkOperations,
  ...ec2WriteOperations,
  ...ec2FlowLogWriteOperations,
  ...ec2SharingWriteOperations,
};
