import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { document, flag, listOf, struct, tags, text } from '../../shapes/schema-parts.ts';

export const ecrRepositoryType = defineResourceType({
  type: 'ecr_repository',
  vendorType: 'AWS::ECR::Repository',
  provider: 'aws',
  title: 'ECR repository',
  service: 'ecr',
  aliases: ['ecr'],
  schema: z.looseObject({
    RepositoryName: text,
    Arn: text,
    RepositoryUri: text,
    ImageTagMutability: text,
    ImageTagMutabilityExclusionFilters: listOf(z.looseObject({})),
    ImageScanningConfiguration: struct({ ScanOnPush: flag }),
    EncryptionConfiguration: struct({ EncryptionType: text, KmsKey: text }),
    RepositoryPolicyText: document,
    LifecyclePolicy: struct({ LifecyclePolicyText: document, RegistryId: text }),
    /** What applies in effect: scanning set for the whole registry overrules the repository's own setting. */
    RepositoryScanningConfiguration: struct({ ScanFrequency: text, ScanOnPush: flag }),
    Tags: tags,
  }),
  facts: {
    readOnlyPaths: ['Arn', 'RepositoryUri', 'RepositoryScanningConfiguration'],
    writeOnlyPaths: ['EmptyOnDelete'],
    createOnlyPaths: [
      'EncryptionConfiguration',
      'EncryptionConfiguration.EncryptionType',
      'EncryptionConfiguration.KmsKey',
      'RepositoryName',
    ],
    defaultPaths: {
      ImageTagMutability: 'MUTABLE',
      'ImageScanningConfiguration.ScanOnPush': false,
      'EncryptionConfiguration.EncryptionType': 'AES256',
    },
    unorderedObjectArrayPaths: ['ImageTagMutabilityExclusionFilters'],
    identityKeys: { Tags: 'Key' },
  },
});
