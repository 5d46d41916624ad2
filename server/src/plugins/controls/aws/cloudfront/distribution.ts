import type { ConfigurationOf } from '../../../../plugin-kit/define-resource-type.ts';
import type { cloudfrontDistributionType } from '../../../providers/aws/resources/cloudfront_distribution/schema.ts';

type Distribution = NonNullable<ConfigurationOf<typeof cloudfrontDistributionType>['DistributionConfig']>;
export type Origin = NonNullable<Distribution['Origins']>[number];
export type Behaviour = NonNullable<Distribution['CacheBehaviors']>[number];

/** The behaviour for everything, then those for some paths. */
export function behavioursOf(config: Distribution | undefined): Behaviour[] {
  const usual = config?.DefaultCacheBehavior;
  return [...(usual === undefined ? [] : [usual]), ...(config?.CacheBehaviors ?? [])];
}

/** What people call a behaviour. */
export function pathOf(behaviour: Behaviour): string {
  return behaviour.PathPattern ?? 'the default behaviour';
}

/** The bucket of an origin that asks S3 by its API; undefined for websites of buckets and all other origins. */
export function bucketOf(origin: Origin): string | undefined {
  const host = origin.DomainName ?? '';
  // `bucket.s3.amazonaws.com`, `bucket.s3.eu-west-1.amazonaws.com`, `bucket.s3-eu-west-1.amazonaws.com`
  const found = /^(.+)\.s3(?:[.-][a-z0-9-]+)?\.amazonaws\.com(?:\.cn)?$/.exec(host);
  if (found === null || host.includes('.s3-website')) return undefined;
  return found[1];
}
