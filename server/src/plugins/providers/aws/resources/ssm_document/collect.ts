import type { DocumentIdentifier } from '@aws-sdk/client-ssm';
import type { ObservedResource } from '../../../../../core/observation.ts';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession } from '../../session/types.ts';
import { observed } from '../../shapes/observed.ts';
import { sorted, sortedBy, unlessBlank } from '../../shapes/order.ts';
import { ssmDocumentType } from './schema.ts';

export const ssmDocumentCollector = defineCollector<AwsSession>({
  resource: ssmDocumentType,
  scope: 'regional',
  lists: [{ operation: 'ssm:ListDocuments', permission: 'ssm:ListDocuments' }],
  details: [
    {
      operation: 'ssm:DescribeDocumentPermission',
      permission: 'ssm:DescribeDocumentPermission',
      paths: ['AccountIds'],
    },
  ],
  async *collect(session) {
    yield* session.mapConcurrently(documents(session), (one) => observeDocument(session, one));
  },
});

async function* documents(session: AwsSession): AsyncIterable<DocumentIdentifier> {
  // Without the filter AWS also lists some hundred documents of its own.
  const input = { Filters: [{ Key: 'Owner', Values: ['Self'] }], MaxResults: 50 };
  for await (const page of session.pages('ssm', 'ListDocuments', input))
    yield* page.DocumentIdentifiers ?? [];
}

async function observeDocument(session: AwsSession, document: DocumentIdentifier): Promise<ObservedResource> {
  const name = document.Name ?? '';
  const arn = `arn:${session.partition}:ssm:${session.region}:${session.accountId}:document/${name}`;
  const sharing = await session.detailPages('ssm', 'DescribeDocumentPermission', {
    Name: name,
    PermissionType: 'Share',
  });
  const draft = draftConfiguration({
    Name: name,
    Arn: arn,
    Owner: document.Owner,
    DocumentType: document.DocumentType,
    DocumentFormat: document.DocumentFormat,
    DocumentVersion: document.DocumentVersion,
    SchemaVersion: unlessBlank(document.SchemaVersion),
    TargetType: unlessBlank(document.TargetType),
    VersionName: unlessBlank(document.VersionName),
    PlatformTypes: sorted(document.PlatformTypes),
    Requires: sortedBy(
      document.Requires?.map(({ Name, Version }) => ({ Name, Version })),
      (required) => [required.Name],
    ),
  });
  draft.put('AccountIds', sharing, (pages) => sorted(pages.flatMap((page) => page.AccountIds ?? [])));
  return observed(session, draft, { externalId: arn, name, tags: document.Tags });
}
