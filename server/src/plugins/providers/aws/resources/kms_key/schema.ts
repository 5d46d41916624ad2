import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { document, flag, number, struct, tags, text, texts } from '../../shapes/schema-parts.ts';

export const kmsKeyType = defineResourceType({
  type: 'kms_key',
  vendorType: 'AWS::KMS::Key',
  provider: 'aws',
  title: 'KMS key',
  service: 'kms',
  aliases: ['kms'],
  schema: z.looseObject({
    KeyId: text,
    Arn: text,
    Aliases: texts,
    /** `CUSTOMER` or `AWS`: of AWS's own keys nothing but the description is read, for nothing can be set. */
    KeyManager: text,
    /** `Enabled`, `Disabled`, `PendingDeletion` … */
    KeyState: text,
    Enabled: flag,
    Description: text,
    KeySpec: text,
    KeyUsage: text,
    Origin: text,
    MultiRegion: flag,
    MultiRegionConfiguration: struct({ MultiRegionKeyType: text }),
    EnableKeyRotation: flag,
    RotationPeriodInDays: number,
    KeyPolicy: document,
    CreationDate: text,
    DeletionDate: text,
    CustomKeyStoreId: text,
    Tags: tags,
  }),
  facts: {
    readOnlyPaths: ['Arn', 'KeyId', 'CreationDate', 'KeyManager'],
    writeOnlyPaths: ['BypassPolicyLockoutSafetyCheck', 'PendingWindowInDays'],
    createOnlyPaths: ['KeySpec', 'KeyUsage', 'MultiRegion', 'Origin'],
    defaultPaths: {
      Description: '',
      Enabled: true,
      EnableKeyRotation: false,
      KeySpec: 'SYMMETRIC_DEFAULT',
      KeyUsage: 'ENCRYPT_DECRYPT',
      MultiRegion: false,
      Origin: 'AWS_KMS',
      RotationPeriodInDays: 365,
    },
    unorderedScalarPaths: ['Aliases'],
    identityKeys: { Tags: 'Key' },
  },
});
