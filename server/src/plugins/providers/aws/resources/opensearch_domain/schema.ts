import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { document, flag, number, struct, tags, text, texts } from '../../shapes/schema-parts.ts';

const publishing = struct({ CloudWatchLogsLogGroupArn: text, Enabled: flag });

export const opensearchDomainType = defineResourceType({
  type: 'opensearch_domain',
  vendorType: 'AWS::OpenSearchService::Domain',
  provider: 'aws',
  title: 'OpenSearch domain',
  service: 'opensearch',
  aliases: ['opensearch', 'elasticsearch_domain'],
  schema: z.looseObject({
    DomainName: text,
    Arn: text,
    EngineVersion: text,
    ClusterConfig: struct({
      InstanceType: text,
      InstanceCount: number,
      DedicatedMasterEnabled: flag,
      DedicatedMasterType: text,
      DedicatedMasterCount: number,
      ZoneAwarenessEnabled: flag,
      ZoneAwarenessConfig: struct({ AvailabilityZoneCount: number }),
      MultiAZWithStandbyEnabled: flag,
      WarmEnabled: flag,
    }),
    EBSOptions: struct({ EBSEnabled: flag, VolumeType: text, VolumeSize: number, Iops: number }),
    AccessPolicies: document,
    VPCOptions: struct({ VPCId: text, SubnetIds: texts, SecurityGroupIds: texts }),
    CognitoOptions: struct({ Enabled: flag, UserPoolId: text, IdentityPoolId: text, RoleArn: text }),
    EncryptionAtRestOptions: struct({ Enabled: flag, KmsKeyId: text }),
    NodeToNodeEncryptionOptions: struct({ Enabled: flag }),
    DomainEndpointOptions: struct({
      EnforceHTTPS: flag,
      TLSSecurityPolicy: text,
      CustomEndpointEnabled: flag,
      CustomEndpoint: text,
    }),
    AdvancedSecurityOptions: struct({
      Enabled: flag,
      InternalUserDatabaseEnabled: flag,
      AnonymousAuthEnabled: flag,
      SAMLOptions: struct({ Enabled: flag }),
    }),
    LogPublishingOptions: struct({
      AUDIT_LOGS: publishing,
      ES_APPLICATION_LOGS: publishing,
      INDEX_SLOW_LOGS: publishing,
      SEARCH_SLOW_LOGS: publishing,
    }),
    SnapshotOptions: struct({ AutomatedSnapshotStartHour: number }),
    SoftwareUpdateOptions: struct({ AutoSoftwareUpdateEnabled: flag }),
    /** What the service says of updates of its own software; nobody configures it. */
    ServiceSoftwareOptions: struct({
      CurrentVersion: text,
      NewVersion: text,
      UpdateAvailable: flag,
      UpdateStatus: text,
    }),
    Tags: tags,
  }),
  facts: {
    readOnlyPaths: ['Arn', 'DomainEndpoint', 'ServiceSoftwareOptions', 'VPCOptions.VPCId'],
    writeOnlyPaths: [
      'AdvancedSecurityOptions.MasterUserOptions',
      'AdvancedSecurityOptions.JWTOptions.PublicKey',
    ],
    createOnlyPaths: ['DomainName'],
    freeFormMapPaths: ['AdvancedOptions'],
    unorderedScalarPaths: ['VPCOptions.SecurityGroupIds', 'VPCOptions.SubnetIds'],
    identityKeys: { Tags: 'Key' },
  },
});
