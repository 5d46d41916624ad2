import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { flag, listOf, number, text } from '../../shapes/schema-parts.ts';

/** CloudFormation does not model it; the properties are those of the Systems Manager API. */
export const ssmManagedInstanceType = defineResourceType({
  type: 'ssm_managed_instance',
  vendorType: 'AWS::SSM::ManagedInstanceInventory',
  provider: 'aws',
  title: 'Managed instance (Systems Manager)',
  service: 'ssm',
  aliases: ['managed_instance', 'ssm_instance'],
  schema: z.looseObject({
    /** `i-…` of an EC2 instance, `mi-…` of a machine elsewhere. */
    InstanceId: text,
    ResourceType: text,
    /** `Online`, `Inactive` or `ConnectionLost`. */
    PingStatus: text,
    PlatformType: text,
    PlatformName: text,
    PlatformVersion: text,
    AgentVersion: text,
    IsLatestVersion: flag,
    AssociationStatus: text,
    ActivationId: text,
    IamRole: text,
    /** One per kind of compliance that was ever reported: `Patch`, `Association`, `Custom:…`. */
    Compliance: listOf(
      z.looseObject({ ComplianceType: text, Status: text, OverallSeverity: text, NonCompliantCount: number }),
    ),
  }),
  facts: {
    readOnlyPaths: [
      'InstanceId',
      'ResourceType',
      'PingStatus',
      'PlatformType',
      'PlatformName',
      'PlatformVersion',
      'AgentVersion',
      'IsLatestVersion',
      'AssociationStatus',
      'Compliance',
    ],
    createOnlyPaths: ['ActivationId'],
    unorderedObjectArrayPaths: ['Compliance'],
    identityKeys: { Compliance: 'ComplianceType' },
  },
});
