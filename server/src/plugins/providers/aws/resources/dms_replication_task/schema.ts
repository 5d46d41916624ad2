import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { document, flag, listOf, struct, tags, text } from '../../shapes/schema-parts.ts';

export const dmsReplicationTaskType = defineResourceType({
  type: 'dms_replication_task',
  vendorType: 'AWS::DMS::ReplicationTask',
  provider: 'aws',
  title: 'DMS replication task',
  service: 'dms',
  aliases: ['replication_task'],
  schema: z.looseObject({
    ReplicationTaskIdentifier: text,
    ReplicationTaskArn: text,
    MigrationType: text,
    SourceEndpointArn: text,
    TargetEndpointArn: text,
    ReplicationInstanceArn: text,
    TableMappings: document,
    /** The task's settings without the names that DMS gives to log group and stream. */
    ReplicationTaskSettings: struct({
      Logging: struct({
        EnableLogging: flag,
        LogComponents: listOf(z.looseObject({ Id: text, Severity: text })),
      }),
    }),
    Tags: tags,
  }),
  facts: {
    readOnlyPaths: ['ReplicationTaskArn'],
    createOnlyPaths: ['ReplicationInstanceArn', 'SourceEndpointArn', 'TargetEndpointArn'],
    unorderedObjectArrayPaths: ['ReplicationTaskSettings.Logging.LogComponents'],
    identityKeys: { Tags: 'Key', 'ReplicationTaskSettings.Logging.LogComponents': 'Id' },
  },
});
