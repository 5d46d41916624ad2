import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { document, flag, listOf, number, struct, tags, text } from '../../shapes/schema-parts.ts';

/** Everything about a secret except what it is: no operation that answers its value is declared or called. */
export const secretsManagerSecretType = defineResourceType({
  type: 'secrets_manager_secret',
  vendorType: 'AWS::SecretsManager::Secret',
  provider: 'aws',
  title: 'Secrets Manager secret',
  service: 'secretsmanager',
  aliases: ['secret', 'secretsmanager'],
  schema: z.looseObject({
    Id: text,
    Name: text,
    Description: text,
    KmsKeyId: text,
    Type: text,
    ReplicaRegions: listOf(z.looseObject({ Region: text, KmsKeyId: text })),
    /** AWS::SecretsManager::RotationSchedule, under the names of the secret's own attributes. */
    RotationEnabled: flag,
    RotationLambdaARN: text,
    RotationRules: struct({ AutomaticallyAfterDays: number, Duration: text, ScheduleExpression: text }),
    /** AWS::SecretsManager::ResourcePolicy. */
    ResourcePolicy: document,
    OwningService: text,
    PrimaryRegion: text,
    CreatedDate: text,
    /** When the deletion was ordered; the secret is still there and can be restored. */
    DeletedDate: text,
    /** The UTC day, as AWS keeps it: `2026-01-15`. */
    LastAccessedDate: text,
    LastChangedDate: text,
    LastRotatedDate: text,
    Tags: tags,
  }),
  facts: {
    readOnlyPaths: [
      'Id',
      'CreatedDate',
      'LastAccessedDate',
      'LastChangedDate',
      'LastRotatedDate',
      'OwningService',
      'PrimaryRegion',
    ],
    writeOnlyPaths: ['GenerateSecretString', 'SecretString'],
    createOnlyPaths: ['Name'],
    defaultPaths: { Description: '', KmsKeyId: 'alias/aws/secretsmanager', RotationEnabled: false },
    unorderedObjectArrayPaths: ['ReplicaRegions'],
    identityKeys: { Tags: 'Key', ReplicaRegions: 'Region' },
  },
});
