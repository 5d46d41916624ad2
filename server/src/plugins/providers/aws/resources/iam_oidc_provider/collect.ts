import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession } from '../../session/types.ts';
import { observed } from '../../shapes/observed.ts';
import { sorted } from '../../shapes/order.ts';
import { iamOidcProviderType } from './schema.ts';

export const iamOidcProviderCollector = defineCollector<AwsSession>({
  resource: iamOidcProviderType,
  scope: 'global',
  lists: [{ operation: 'iam:ListOpenIDConnectProviders', permission: 'iam:ListOpenIDConnectProviders' }],
  details: [
    {
      operation: 'iam:GetOpenIDConnectProvider',
      permission: 'iam:GetOpenIDConnectProvider',
      paths: ['ClientIdList', 'CreateDate', 'Tags', 'ThumbprintList', 'Url'],
    },
  ],
  async *collect(session) {
    const answer = await session.call('iam', 'ListOpenIDConnectProviders', {});
    yield* session.mapConcurrently(answer.OpenIDConnectProviderList ?? [], async (listed) => {
      const arn = listed.Arn ?? '';
      const name = arn.slice(arn.indexOf('/') + 1);
      const detail = await session.detail('iam', 'GetOpenIDConnectProvider', {
        OpenIDConnectProviderArn: arn,
      });
      const draft = draftConfiguration({ Arn: arn });
      const whole = draft.take(detail);
      draft.set('Url', whole?.Url);
      draft.set('ClientIdList', sorted(whole?.ClientIDList));
      draft.set('ThumbprintList', sorted(whole?.ThumbprintList));
      draft.set('CreateDate', whole?.CreateDate);
      const externalId = arn || `arn:${session.partition}:iam::${session.accountId}:oidc-provider/unnamed`;
      return observed({ region: 'global' }, draft, { externalId, name, tags: whole?.Tags });
    });
  },
});
