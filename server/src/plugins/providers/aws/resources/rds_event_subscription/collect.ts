import type { EventSubscription } from '@aws-sdk/client-rds';
import type { ObservedResource } from '../../../../../core/observation.ts';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession } from '../../session/types.ts';
import { observed } from '../../shapes/observed.ts';
import { sorted, unlessBlank } from '../../shapes/order.ts';
import { rdsEventSubscriptionType } from './schema.ts';

export const rdsEventSubscriptionCollector = defineCollector<AwsSession>({
  resource: rdsEventSubscriptionType,
  scope: 'regional',
  lists: [{ operation: 'rds:DescribeEventSubscriptions', permission: 'rds:DescribeEventSubscriptions' }],
  details: [],
  async *collect(session) {
    for await (const page of session.pages('rds', 'DescribeEventSubscriptions', { MaxRecords: 100 })) {
      for (const subscription of page.EventSubscriptionsList ?? [])
        yield observeSubscription(session, subscription);
    }
  },
});

function observeSubscription(session: AwsSession, subscription: EventSubscription): ObservedResource {
  const name = subscription.CustSubscriptionId ?? '';
  const arn =
    subscription.EventSubscriptionArn ||
    `arn:${session.partition}:rds:${session.region}:${session.accountId}:es:${name}`;
  const draft = draftConfiguration({
    SubscriptionName: name,
    EventSubscriptionArn: arn,
    SnsTopicArn: unlessBlank(subscription.SnsTopicArn),
    Enabled: subscription.Enabled,
    Status: subscription.Status,
    SourceType: unlessBlank(subscription.SourceType),
    SourceIds: sorted(subscription.SourceIdsList),
    EventCategories: sorted(subscription.EventCategoriesList),
  });
  return observed(session, draft, { externalId: arn, name });
}
