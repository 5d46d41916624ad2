import type { ViewOf } from '../../../../plugin-kit/define-control.ts';
import { firstFound } from '../identity/first-found.ts';
import type { s3Buckets } from '../keyed-types.ts';

/**
 * Whether the region has a bucket, or may have one whose region is not known. Buckets are listed once for all regions:
 * only the whole list tells that a region has none.
 */
export function hasBucket(buckets: ViewOf<typeof s3Buckets>, region: string): boolean {
  const found = firstFound(
    () => buckets.first('region', region),
    () => buckets.first('region', 'unknown'),
  );
  return found !== undefined;
}
