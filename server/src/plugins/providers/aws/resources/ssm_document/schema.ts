import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { listOf, tags, text, texts } from '../../shapes/schema-parts.ts';

/** The account's own documents; their content is not read. */
export const ssmDocumentType = defineResourceType({
  type: 'ssm_document',
  vendorType: 'AWS::SSM::Document',
  provider: 'aws',
  title: 'Systems Manager document',
  service: 'ssm',
  aliases: ['document'],
  schema: z.looseObject({
    Name: text,
    Arn: text,
    Owner: text,
    DocumentType: text,
    DocumentFormat: text,
    DocumentVersion: text,
    SchemaVersion: text,
    TargetType: text,
    VersionName: text,
    PlatformTypes: texts,
    Requires: listOf(z.looseObject({ Name: text, Version: text })),
    /** Whom the document is shared with (DescribeDocumentPermission); `all` is everybody. */
    AccountIds: texts,
    Tags: tags,
  }),
  facts: {
    readOnlyPaths: ['Arn', 'Owner', 'PlatformTypes', 'SchemaVersion'],
    writeOnlyPaths: ['Attachments', 'Content', 'UpdateMethod'],
    createOnlyPaths: ['DocumentType', 'Name'],
    defaultPaths: { DocumentFormat: 'JSON' },
    unorderedScalarPaths: ['AccountIds', 'PlatformTypes'],
    identityKeys: { Tags: 'Key', Requires: 'Name' },
  },
});
