import { fail, pass, type Verdict } from '../../../../core/verdict.ts';
import type { FleetView } from '../../../../plugin-kit/define-control.ts';
import type { ConfigurationOf } from '../../../../plugin-kit/define-resource-type.ts';
import type { rdsEventSubscriptionType } from '../../../providers/aws/resources/rds_event_subscription/schema.ts';

/** Events of one kind of source that somebody must be told of. */
export type Announcement = { sourceType: string; categories: readonly string[] };

type Subscription = ConfigurationOf<typeof rdsEventSubscriptionType>;

/** Passes when one subscription of the region that works tells of all categories of all sources of the type. */
export function announced(
  { sourceType, categories }: Announcement,
  region: string,
  subscriptions: FleetView<Subscription>,
): Verdict {
  const found = subscriptions.find(({ configuration }) => tellsOf(configuration, sourceType, categories), {
    region,
  });
  if (found !== undefined) return pass(`The subscription ${found.name} tells of ${categories.join(', ')}.`);
  return fail(
    `No working subscription in ${region} tells of ${categories.join(', ')} of all sources of type ${sourceType}.`,
  );
}

function tellsOf(subscription: Subscription, sourceType: string, categories: readonly string[]): boolean {
  const { Enabled, Status, SourceType, SourceIds, EventCategories } = subscription;
  if (Enabled === false || (Status !== undefined && Status !== 'active')) return false;
  if (SourceType !== undefined && SourceType !== sourceType) return false;
  if ((SourceIds ?? []).length > 0) return false;
  return EventCategories === undefined || categories.every((one) => EventCategories.includes(one));
}
