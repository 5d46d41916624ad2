import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { flag, number, struct, tags, text, texts } from '../../shapes/schema-parts.ts';

export const dmsReplicationInstanceType = defineResourceType({
  type: 'dms_replication_instance',
  vendorType: 'AWS::DMS::ReplicationInstance',
  provider: 'aws',
  title: 'DMS replication instance',
  service: 'dms',
  aliases: ['replication_instance'],
  schema: z.looseObject({
    ReplicationInstanceIdentifier: text,
    ReplicationInstanceArn: text,
    ReplicationInstanceClass: text,
    AllocatedStorage: number,
    EngineVersion: text,
    PubliclyAccessible: flag,
    MultiAZ: flag,
    AutoMinorVersionUpgrade: flag,
    KmsKeyId: text,
    AvailabilityZone: text,
    VpcSecurityGroupIds: texts,
    ReplicationSubnetGroupIdentifier: text,
    /** What the subnet group comes to; CloudFormation has the name only. */
    ReplicationSubnetGroup: struct({ VpcId: text, SubnetIds: texts }),
    PreferredMaintenanceWindow: text,
    NetworkType: text,
    Tags: tags,
  }),
  facts: {
    readOnlyPaths: ['ReplicationInstanceArn', 'ReplicationSubnetGroup'],
    createOnlyPaths: [
      'AvailabilityZone',
      'KmsKeyId',
      'PubliclyAccessible',
      'ReplicationInstanceIdentifier',
      'ReplicationSubnetGroupIdentifier',
    ],
    defaultPaths: { AutoMinorVersionUpgrade: true, PubliclyAccessible: true },
    unorderedScalarPaths: ['ReplicationSubnetGroup.SubnetIds', 'VpcSecurityGroupIds'],
    identityKeys: { Tags: 'Key' },
  },
});
