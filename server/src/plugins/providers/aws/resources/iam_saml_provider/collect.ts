import { createHash } from 'node:crypto';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession } from '../../session/types.ts';
import { observed } from '../../shapes/observed.ts';
import { iamSamlProviderType } from './schema.ts';

export const iamSamlProviderCollector = defineCollector<AwsSession>({
  resource: iamSamlProviderType,
  scope: 'global',
  lists: [{ operation: 'iam:ListSAMLProviders', permission: 'iam:ListSAMLProviders' }],
  details: [
    {
      operation: 'iam:GetSAMLProvider',
      permission: 'iam:GetSAMLProvider',
      paths: ['AssertionEncryptionMode', 'SamlMetadataDocumentSha256', 'Tags'],
    },
  ],
  async *collect(session) {
    const answer = await session.call('iam', 'ListSAMLProviders', {});
    yield* session.mapConcurrently(answer.SAMLProviderList ?? [], async (listed) => {
      const arn = listed.Arn ?? '';
      const name = arn.slice(arn.indexOf('/') + 1);
      const detail = await session.detail('iam', 'GetSAMLProvider', { SAMLProviderArn: arn });
      const draft = draftConfiguration({
        Arn: arn,
        Name: name,
        CreateDate: listed.CreateDate,
        ValidUntil: listed.ValidUntil,
      });
      const whole = draft.take(detail);
      draft.set('AssertionEncryptionMode', whole?.AssertionEncryptionMode);
      draft.set('SamlMetadataDocumentSha256', digestOf(whole?.SAMLMetadataDocument));
      const externalId = arn || `arn:${session.partition}:iam::${session.accountId}:saml-provider/unnamed`;
      return observed({ region: 'global' }, draft, { externalId, name, tags: whole?.Tags });
    });
  },
});

function digestOf(document: string | undefined): string | undefined {
  return document && createHash('sha256').update(document).digest('hex');
}
