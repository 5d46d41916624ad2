import { awsError } from '../protocols/errors.ts';
import type { StoredBucket } from '../world/bucket-record.ts';
import type { Call } from './service.ts';

/** The bucket, or S3's errors for one that does not exist or lives in another region than the request. */
export function bucketOf(input: { Bucket?: string | undefined }, call: Call): StoredBucket {
  const BucketName = input.Bucket ?? '';
  const bucket = call.world.buckets.get(BucketName);
  if (!bucket) {
    throw awsError('NoSuchBucket', 404, 'The specified bucket does not exist', { BucketName });
  }
  if (bucket.region !== call.region) {
    throw awsError(
      'PermanentRedirect',
      301,
      'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.',
      { Endpoint: `${BucketName}.s3.${bucket.region}.amazonaws.com`, Bucket: BucketName },
      { 'x-amz-bucket-region': bucket.region },
    );
  }
  return bucket;
}
