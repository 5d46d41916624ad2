import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { tags, text } from '../../shapes/schema-parts.ts';

export const iamSamlProviderType = defineResourceType({
  type: 'iam_saml_provider',
  vendorType: 'AWS::IAM::SAMLProvider',
  provider: 'aws',
  title: 'SAML identity provider',
  service: 'iam',
  aliases: ['saml_provider'],
  schema: z.looseObject({
    Arn: text,
    Name: text,
    CreateDate: text,
    /** Until when the provider's metadata are valid, as ISO 8601. */
    ValidUntil: text,
    /** The metadata document may be megabytes long: its digest tells that somebody exchanged it. */
    SamlMetadataDocumentSha256: text,
    AssertionEncryptionMode: text,
    Tags: tags,
  }),
  facts: {
    readOnlyPaths: ['Arn', 'CreateDate', 'SamlProviderUUID', 'ValidUntil'],
    writeOnlyPaths: ['AddPrivateKey', 'RemovePrivateKey'],
    createOnlyPaths: ['Name'],
    identityKeys: { Tags: 'Key' },
  },
});
