import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { tags, text, texts } from '../../shapes/schema-parts.ts';

export const iamOidcProviderType = defineResourceType({
  type: 'iam_oidc_provider',
  vendorType: 'AWS::IAM::OIDCProvider',
  provider: 'aws',
  title: 'OpenID Connect identity provider',
  service: 'iam',
  aliases: ['oidc_provider'],
  schema: z.looseObject({
    Arn: text,
    /** Without `https://`, as the API answers it. */
    Url: text,
    /** The audiences that are accepted. */
    ClientIdList: texts,
    ThumbprintList: texts,
    CreateDate: text,
    Tags: tags,
  }),
  facts: {
    readOnlyPaths: ['Arn', 'CreateDate'],
    createOnlyPaths: ['Url'],
    unorderedScalarPaths: ['ClientIdList', 'ThumbprintList'],
    identityKeys: { Tags: 'Key' },
  },
});
