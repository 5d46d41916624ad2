import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { flag, number, struct, tags, text } from '../../shapes/schema-parts.ts';

export const athenaWorkgroupType = defineResourceType({
  type: 'athena_workgroup',
  vendorType: 'AWS::Athena::WorkGroup',
  provider: 'aws',
  title: 'Athena work group',
  service: 'athena',
  aliases: ['workgroup'],
  schema: z.looseObject({
    Name: text,
    Arn: text,
    State: text,
    Description: text,
    WorkGroupConfiguration: struct({
      EnforceWorkGroupConfiguration: flag,
      PublishCloudWatchMetricsEnabled: flag,
      RequesterPaysEnabled: flag,
      BytesScannedCutoffPerQuery: number,
      ResultConfiguration: struct({
        OutputLocation: text,
        EncryptionConfiguration: struct({ EncryptionOption: text, KmsKey: text }),
      }),
      ManagedQueryResultsConfiguration: struct({
        Enabled: flag,
        EncryptionConfiguration: struct({ KmsKey: text }),
      }),
    }),
    Tags: tags,
  }),
  facts: {
    readOnlyPaths: ['Arn', 'WorkGroupConfiguration.EngineVersion.EffectiveEngineVersion'],
    createOnlyPaths: ['Name'],
    defaultPaths: {
      'WorkGroupConfiguration.EnforceWorkGroupConfiguration': true,
      'WorkGroupConfiguration.PublishCloudWatchMetricsEnabled': true,
      'WorkGroupConfiguration.RequesterPaysEnabled': false,
    },
    identityKeys: { Tags: 'Key' },
  },
});
