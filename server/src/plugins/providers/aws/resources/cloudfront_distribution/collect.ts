import type { DistributionSummary } from '@aws-sdk/client-cloudfront';
import type { ObservedResource } from '../../../../../core/observation.ts';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession } from '../../session/types.ts';
import { observed } from '../../shapes/observed.ts';
import { sorted } from '../../shapes/order.ts';
import { cloudfrontDistributionType } from './schema.ts';
import { distributionConfig, notInSummary } from './shape.ts';

export const cloudfrontDistributionCollector = defineCollector<AwsSession>({
  resource: cloudfrontDistributionType,
  scope: 'global',
  lists: [{ operation: 'cloudfront:ListDistributions', permission: 'cloudfront:ListDistributions' }],
  details: [
    {
      operation: 'cloudfront:GetDistributionConfig',
      permission: 'cloudfront:GetDistributionConfig',
      paths: notInSummary.map((property) => `DistributionConfig.${property}`),
    },
    {
      operation: 'cloudfront:ListTagsForResource',
      permission: 'cloudfront:ListTagsForResource',
      paths: ['Tags'],
    },
  ],
  async *collect(session) {
    yield* session.mapConcurrently(distributions(session), (item) => observeDistribution(session, item));
  },
});

async function* distributions(session: AwsSession): AsyncIterable<DistributionSummary> {
  for await (const page of session.pages('cloudfront', 'ListDistributions', { MaxItems: 100 })) {
    yield* page.DistributionList?.Items ?? [];
  }
}

// Left out because they move by themselves: Status (`InProgress` while an edit spreads) and LastModifiedTime.
async function observeDistribution(
  session: AwsSession,
  item: DistributionSummary,
): Promise<ObservedResource> {
  const id = item.Id ?? '';
  const arn = item.ARN || `arn:${session.partition}:cloudfront::${session.accountId}:distribution/${id}`;
  const [whole, tags] = await Promise.all([
    session.detail('cloudfront', 'GetDistributionConfig', { Id: id }),
    session.detail('cloudfront', 'ListTagsForResource', { Resource: arn }),
  ]);
  const draft = draftConfiguration({ Id: id, Arn: arn, DomainName: item.DomainName });
  draft.set('DistributionConfig', distributionConfig(item, draft.take(whole)?.DistributionConfig));
  return observed({ region: 'global' }, draft, {
    externalId: arn,
    id,
    name: sorted(item.Aliases?.Items)?.[0],
    tags: draft.take(tags)?.Tags?.Items,
    status: item.Enabled === false ? 'stopped' : 'active',
  });
}
