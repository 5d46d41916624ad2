import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { flag, listOf, number, struct, text } from '../../shapes/schema-parts.ts';

/**
 * What an account has decided for EC2 in one region. AWS has no single object for it; each property has the name
 * that the EC2 API gives to its answer.
 */
export const ec2RegionSettingsType = defineResourceType({
  type: 'ec2_region_settings',
  vendorType: 'AWS::EC2::RegionSettings',
  provider: 'aws',
  title: 'EC2 settings of a region',
  service: 'ec2',
  aliases: ['ec2_settings'],
  schema: z.looseObject({
    EbsEncryptionByDefault: flag,
    /** Answer of GetEbsDefaultKmsKeyId: `alias/aws/ebs` or the ARN of a key. */
    EbsDefaultKmsKeyId: text,
    /** `block-all-sharing`, `block-new-sharing` or `unblocked`. */
    SnapshotBlockPublicAccessState: text,
    /** `block-new-sharing` or `unblocked`. */
    ImageBlockPublicAccessState: text,
    SerialConsoleAccessEnabled: flag,
    /** What a new instance gets; absent members are `no preference`. */
    InstanceMetadataDefaults: struct({
      HttpTokens: text,
      HttpEndpoint: text,
      HttpPutResponseHopLimit: number,
      InstanceMetadataTags: text,
    }),
    /** One member per VPC of the region, also for those without a flow log. */
    VpcFlowLogs: listOf(
      z.looseObject({
        VpcId: text,
        FlowLogs: listOf(z.looseObject({ Id: text, TrafficType: text, LogDestinationType: text })),
      }),
    ),
  }),
  facts: {
    // A flow log that comes or goes is drift of its VPC and is reported there.
    readOnlyPaths: ['VpcFlowLogs'],
    defaultPaths: {
      EbsEncryptionByDefault: false,
      EbsDefaultKmsKeyId: 'alias/aws/ebs',
      SnapshotBlockPublicAccessState: 'unblocked',
      SerialConsoleAccessEnabled: false,
    },
    identityKeys: { VpcFlowLogs: 'VpcId' },
  },
});
