import type * as s3 from '@aws-sdk/client-s3';

/** A bucket and its sub-resources; an absent one answers with the error code that S3 has for it. */
export interface StoredBucket {
  Name: string;
  CreationDate: Date;
  region: string;
  tags: Record<string, string>;
  acl: s3.Grant[];
  versioning: { Status?: s3.BucketVersioningStatus; MFADelete?: s3.MFADeleteStatus };
  encryption?: s3.ServerSideEncryptionConfiguration;
  publicAccessBlock?: s3.PublicAccessBlockConfiguration;
  policy?: string;
  logging?: s3.LoggingEnabled;
  ownership?: s3.OwnershipControls;
  lifecycle?: s3.LifecycleRule[];
  cors?: s3.CORSRule[];
  website?: Pick<
    s3.GetBucketWebsiteOutput,
    'IndexDocument' | 'ErrorDocument' | 'RedirectAllRequestsTo' | 'RoutingRules'
  >;
  notification?: s3.NotificationConfiguration;
  objectLock?: s3.ObjectLockConfiguration;
  replication?: s3.ReplicationConfiguration;
  accelerate?: s3.BucketAccelerateStatus;
}
