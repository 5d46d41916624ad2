import type { ServerCertificateMetadata } from '@aws-sdk/client-iam';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession } from '../../session/types.ts';
import { observed } from '../../shapes/observed.ts';
import { iamServerCertificateType } from './schema.ts';

export const iamServerCertificateCollector = defineCollector<AwsSession>({
  resource: iamServerCertificateType,
  scope: 'global',
  lists: [{ operation: 'iam:ListServerCertificates', permission: 'iam:ListServerCertificates' }],
  details: [
    {
      operation: 'iam:ListServerCertificateTags',
      permission: 'iam:ListServerCertificateTags',
      paths: ['Tags'],
    },
  ],
  async *collect(session) {
    yield* session.mapConcurrently(certificates(session), async (certificate) => {
      const name = certificate.ServerCertificateName ?? '';
      const path = certificate.Path ?? '/';
      const tagPages = await session.detailPages('iam', 'ListServerCertificateTags', {
        ServerCertificateName: name,
      });
      const draft = draftConfiguration({
        ServerCertificateName: name,
        ServerCertificateId: certificate.ServerCertificateId,
        Arn: certificate.Arn,
        Path: path,
        UploadDate: certificate.UploadDate,
        Expiration: certificate.Expiration,
      });
      const tags = draft.take(tagPages)?.flatMap((page) => page.Tags ?? []);
      const externalId =
        certificate.Arn ??
        `arn:${session.partition}:iam::${session.accountId}:server-certificate${path}${name}`;
      return observed({ region: 'global' }, draft, { externalId, name, tags });
    });
  },
});

async function* certificates(session: AwsSession): AsyncIterable<ServerCertificateMetadata> {
  for await (const page of session.pages('iam', 'ListServerCertificates', { MaxItems: 1000 }))
    yield* page.ServerCertificateMetadataList ?? [];
}
