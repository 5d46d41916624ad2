import { awsError } from '../protocols/errors.ts';
import type { StoredBucket } from '../world/bucket-record.ts';
import { pageOf } from './paging.ts';
import { isPublicPolicy } from './policy-status.ts';
import { bucketOf } from './s3-buckets.ts';
import { s3WriteOperations } from './s3-writes.ts';
import type { Operations } from './service.ts';

function present<T>(value: T | undefined, bucket: StoredBucket, code: string, message: string): T {
  if (value === undefined) throw awsError(code, 404, message, { BucketName: bucket.Name });
  return value;
}

const s3ReadOperations: Operations<typeof import('@aws-sdk/client-s3')> = {
  ListBuckets: (input, call) => {
    const { buckets, ownerCanonicalId } = call.world;
    const wanted =
      input.BucketRegion || input.Prefix
        ? buckets
            .all()
            .filter((one) => !input.BucketRegion || one.region === input.BucketRegion)
            .filter((one) => one.Name.startsWith(input.Prefix ?? ''))
        : buckets;
    const { items, next } = pageOf(wanted, {
      token: input.ContinuationToken,
      max: input.MaxBuckets,
      usual: 10_000,
      largest: 10_000,
      invalidToken: () => awsError('InvalidArgument', 400, 'The continuation token provided is incorrect'),
    });
    // S3 names the region of a bucket only when the request has a parameter.
    const asked = Boolean(input.MaxBuckets ?? input.Prefix ?? input.BucketRegion ?? input.ContinuationToken);
    return {
      Owner: { ID: ownerCanonicalId },
      Buckets: items.map((bucket) => ({
        Name: bucket.Name,
        CreationDate: bucket.CreationDate,
        ...(asked ? { BucketRegion: bucket.region } : {}),
        BucketArn: `arn:aws:s3:::${bucket.Name}`,
      })),
      ...(input.Prefix === undefined ? {} : { Prefix: input.Prefix }),
      ...(next === undefined ? {} : { ContinuationToken: next }),
    };
  },

  HeadBucket: (input, call) => {
    const bucket = bucketOf(input, call);
    return { BucketRegion: bucket.region, BucketArn: `arn:aws:s3:::${bucket.Name}` };
  },

  GetBucketLocation: (input, call) => {
    // The endpoint of us-east-1 knows the location of every bucket.
    const elsewhere = call.region === 'us-east-1' ? call.world.buckets.get(input.Bucket ?? '') : undefined;
    const { region } = elsewhere ?? bucketOf(input, call);
    return region === 'us-east-1' ? {} : { LocationConstraint: region as 'eu-central-1' };
  },

  GetBucketEncryption: (input, call) => {
    const bucket = bucketOf(input, call);
    return {
      ServerSideEncryptionConfiguration: present(
        bucket.encryption,
        bucket,
        'ServerSideEncryptionConfigurationNotFoundError',
        'The server side encryption configuration was not found',
      ),
    };
  },

  GetBucketVersioning: (input, call) => bucketOf(input, call).versioning,

  GetPublicAccessBlock: (input, call) => {
    const bucket = bucketOf(input, call);
    return {
      PublicAccessBlockConfiguration: present(
        bucket.publicAccessBlock,
        bucket,
        'NoSuchPublicAccessBlockConfiguration',
        'The public access block configuration was not found',
      ),
    };
  },

  GetBucketPolicy: (input, call) => {
    const bucket = bucketOf(input, call);
    return {
      Policy: present(bucket.policy, bucket, 'NoSuchBucketPolicy', 'The bucket policy does not exist'),
    };
  },

  GetBucketPolicyStatus: (input, call) => {
    const bucket = bucketOf(input, call);
    const policy = present(bucket.policy, bucket, 'NoSuchBucketPolicy', 'The bucket policy does not exist');
    return { PolicyStatus: { IsPublic: isPublicPolicy(policy) } };
  },

  GetBucketAcl: (input, call) => ({
    Owner: { ID: call.world.ownerCanonicalId },
    Grants: bucketOf(input, call).acl,
  }),

  GetBucketLogging: (input, call) => {
    const { logging } = bucketOf(input, call);
    return logging ? { LoggingEnabled: logging } : {};
  },

  GetBucketTagging: (input, call) => {
    const bucket = bucketOf(input, call);
    const tags = Object.entries(bucket.tags).map(([Key, Value]) => ({ Key, Value }));
    return {
      TagSet: present(
        tags.length > 0 ? tags : undefined,
        bucket,
        'NoSuchTagSet',
        'The TagSet does not exist',
      ),
    };
  },

  GetBucketOwnershipControls: (input, call) => {
    const bucket = bucketOf(input, call);
    return {
      OwnershipControls: present(
        bucket.ownership,
        bucket,
        'OwnershipControlsNotFoundError',
        'The bucket ownership controls were not found',
      ),
    };
  },

  GetBucketLifecycleConfiguration: (input, call) => {
    const bucket = bucketOf(input, call);
    const Rules = present(
      bucket.lifecycle,
      bucket,
      'NoSuchLifecycleConfiguration',
      'The lifecycle configuration does not exist',
    );
    return { Rules, TransitionDefaultMinimumObjectSize: 'all_storage_classes_128K' };
  },

  GetBucketCors: (input, call) => {
    const bucket = bucketOf(input, call);
    return {
      CORSRules: present(
        bucket.cors,
        bucket,
        'NoSuchCORSConfiguration',
        'The CORS configuration does not exist',
      ),
    };
  },

  GetBucketWebsite: (input, call) => {
    const bucket = bucketOf(input, call);
    return present(
      bucket.website,
      bucket,
      'NoSuchWebsiteConfiguration',
      'The specified bucket does not have a website configuration',
    );
  },

  GetBucketNotificationConfiguration: (input, call) => bucketOf(input, call).notification ?? {},

  GetObjectLockConfiguration: (input, call) => {
    const bucket = bucketOf(input, call);
    return {
      ObjectLockConfiguration: present(
        bucket.objectLock,
        bucket,
        'ObjectLockConfigurationNotFoundError',
        'Object Lock configuration does not exist for this bucket',
      ),
    };
  },

  GetBucketReplication: (input, call) => {
    const bucket = bucketOf(input, call);
    return {
      ReplicationConfiguration: present(
        bucket.replication,
        bucket,
        'ReplicationConfigurationNotFoundError',
        'The replication configuration was not found',
      ),
    };
  },

  GetBucketAccelerateConfiguration: (input, call) => {
    const { accelerate } = bucketOf(input, call);
    return accelerate ? { Status: accelerate } : {};
  },

  GetBucketRequestPayment: (input, call) => {
    bucketOf(input, call);
    return { Payer: 'BucketOwner' };
  },
};

export const s3Operations = { ...s3ReadOperations, ...s3WriteOperations };
