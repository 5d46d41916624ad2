import type { Bucket } from '@aws-sdk/client-s3';
import type { ObservedResource } from '../../../../../core/observation.ts';
import { type DetailOperation, defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import { idInArn } from '../../session/one-resource.ts';
import type { AwsSession } from '../../session/types.ts';
import { observed } from '../../shapes/observed.ts';
import { unlessEmpty } from '../../shapes/order.ts';
import { policyDocument } from '../../shapes/policy-document.ts';
import { s3BucketType } from './schema.ts';
import {
  accessControlList,
  corsRules,
  encryptionRules,
  lifecycleConfiguration,
  notificationConfiguration,
  replicationConfiguration,
  websiteConfiguration,
} from './shape.ts';

// S3 answers these where it does not offer a feature in a region or partition: it cannot be configured there.
const notOffered = ['MethodNotAllowed', 'NotImplemented', 'XNotImplemented', 'UnsupportedArgument'];

const settings: DetailOperation[] = [
  {
    operation: 's3:GetPublicAccessBlock',
    permission: 's3:GetBucketPublicAccessBlock',
    paths: ['PublicAccessBlockConfiguration'],
    absent: ['NoSuchPublicAccessBlockConfiguration'],
  },
  {
    operation: 's3:GetBucketPolicy',
    permission: 's3:GetBucketPolicy',
    paths: ['BucketPolicy'],
    absent: ['NoSuchBucketPolicy'],
  },
  {
    operation: 's3:GetBucketPolicyStatus',
    permission: 's3:GetBucketPolicyStatus',
    paths: ['PolicyStatus'],
    absent: ['NoSuchBucketPolicy'],
  },
  { operation: 's3:GetBucketAcl', permission: 's3:GetBucketAcl', paths: ['AccessControlList'] },
  {
    operation: 's3:GetBucketOwnershipControls',
    permission: 's3:GetBucketOwnershipControls',
    paths: ['OwnershipControls'],
    absent: ['OwnershipControlsNotFoundError'],
  },
  {
    operation: 's3:GetBucketEncryption',
    permission: 's3:GetEncryptionConfiguration',
    paths: ['BucketEncryption'],
    absent: ['ServerSideEncryptionConfigurationNotFoundError'],
  },
  {
    operation: 's3:GetBucketVersioning',
    permission: 's3:GetBucketVersioning',
    paths: ['VersioningConfiguration'],
  },
  { operation: 's3:GetBucketLogging', permission: 's3:GetBucketLogging', paths: ['LoggingConfiguration'] },
  {
    operation: 's3:GetBucketLifecycleConfiguration',
    permission: 's3:GetLifecycleConfiguration',
    paths: ['LifecycleConfiguration'],
    absent: ['NoSuchLifecycleConfiguration'],
  },
  {
    operation: 's3:GetBucketCors',
    permission: 's3:GetBucketCORS',
    paths: ['CorsConfiguration'],
    absent: ['NoSuchCORSConfiguration'],
  },
  {
    operation: 's3:GetBucketWebsite',
    permission: 's3:GetBucketWebsite',
    paths: ['WebsiteConfiguration'],
    absent: ['NoSuchWebsiteConfiguration'],
  },
  {
    operation: 's3:GetBucketNotificationConfiguration',
    permission: 's3:GetBucketNotification',
    paths: ['NotificationConfiguration'],
  },
  {
    operation: 's3:GetObjectLockConfiguration',
    permission: 's3:GetBucketObjectLockConfiguration',
    paths: ['ObjectLockConfiguration', 'ObjectLockEnabled'],
    absent: ['ObjectLockConfigurationNotFoundError', ...notOffered],
  },
  {
    operation: 's3:GetBucketReplication',
    permission: 's3:GetReplicationConfiguration',
    paths: ['ReplicationConfiguration'],
    absent: ['ReplicationConfigurationNotFoundError'],
  },
  {
    operation: 's3:GetBucketAccelerateConfiguration',
    permission: 's3:GetAccelerateConfiguration',
    paths: ['AccelerateConfiguration'],
    absent: notOffered,
  },
  {
    operation: 's3:GetBucketTagging',
    permission: 's3:GetBucketTagging',
    paths: ['Tags'],
    absent: ['NoSuchTagSet'],
  },
];

export const s3BucketCollector = defineCollector<AwsSession>({
  resource: s3BucketType,
  scope: 'global',
  lists: [{ operation: 's3:ListBuckets', permission: 's3:ListAllMyBuckets' }],
  details: [
    // Without its region a bucket cannot be asked anything else.
    {
      operation: 's3:GetBucketLocation',
      permission: 's3:GetBucketLocation',
      paths: settings.flatMap(({ paths }) => paths),
    },
    ...settings,
  ],
  one: (arn) => {
    const name = idInArn(arn);
    const isIt = (bucket: unknown) => (bucket as Bucket).Name === name;
    return [{ operation: 's3:ListBuckets', input: { Prefix: name }, only: { items: 'Buckets', keep: isIt } }];
  },
  async *collect(session) {
    yield* session.mapConcurrently(buckets(session), (bucket) => observeBucket(session, bucket));
  },
});

async function* buckets(session: AwsSession): AsyncIterable<Bucket> {
  // With a page size S3 also says each bucket's region, which saves a call per bucket.
  for await (const page of session.pages('s3', 'ListBuckets', { MaxBuckets: 1000 }))
    yield* page.Buckets ?? [];
}

async function observeBucket(session: AwsSession, bucket: Bucket): Promise<ObservedResource> {
  const name = bucket.Name ?? '';
  const arn = `arn:${session.partition}:s3:::${name}`;
  const draft = draftConfiguration({ BucketName: name, Arn: arn, CreationDate: bucket.CreationDate });

  let region = bucket.BucketRegion;
  if (region === undefined || region === '') {
    const location = draft.take(await session.detail('s3', 'GetBucketLocation', { Bucket: name }));
    if (location === undefined) return observed({ region: 'unknown' }, draft, { externalId: arn, id: name });
    region = regionOfLocation(location.LocationConstraint);
  }

  const there = { region };
  const input = { Bucket: name };
  const [
    publicAccessBlock,
    policy,
    policyStatus,
    acl,
    ownership,
    encryption,
    versioning,
    logging,
    lifecycle,
    cors,
    website,
    notification,
    objectLock,
    replication,
    acceleration,
    tagging,
  ] = await Promise.all([
    session.detail('s3', 'GetPublicAccessBlock', input, there),
    session.detail('s3', 'GetBucketPolicy', input, there),
    session.detail('s3', 'GetBucketPolicyStatus', input, there),
    session.detail('s3', 'GetBucketAcl', input, there),
    session.detail('s3', 'GetBucketOwnershipControls', input, there),
    session.detail('s3', 'GetBucketEncryption', input, there),
    session.detail('s3', 'GetBucketVersioning', input, there),
    session.detail('s3', 'GetBucketLogging', input, there),
    session.detail('s3', 'GetBucketLifecycleConfiguration', input, there),
    session.detail('s3', 'GetBucketCors', input, there),
    session.detail('s3', 'GetBucketWebsite', input, there),
    session.detail('s3', 'GetBucketNotificationConfiguration', input, there),
    session.detail('s3', 'GetObjectLockConfiguration', input, there),
    session.detail('s3', 'GetBucketReplication', input, there),
    session.detail('s3', 'GetBucketAccelerateConfiguration', input, there),
    session.detail('s3', 'GetBucketTagging', input, there),
  ]);

  draft.put('PublicAccessBlockConfiguration', publicAccessBlock, (it) => it.PublicAccessBlockConfiguration);
  draft.put('BucketPolicy', policy, (it) => policyDocument(it.Policy));
  draft.put('PolicyStatus', policyStatus, (it) => it.PolicyStatus);
  draft.put('AccessControlList', acl, accessControlList);
  draft.put(
    'OwnershipControls',
    ownership,
    (it) =>
      it.OwnershipControls && {
        Rules: it.OwnershipControls.Rules?.map(({ ObjectOwnership }) => ({ ObjectOwnership })),
      },
  );
  draft.put(
    'BucketEncryption',
    encryption,
    (it) =>
      it.ServerSideEncryptionConfiguration && {
        ServerSideEncryptionConfiguration: encryptionRules(it.ServerSideEncryptionConfiguration.Rules),
      },
  );
  draft.put('VersioningConfiguration', versioning, (it) =>
    unlessEmpty({ Status: it.Status, MFADelete: it.MFADelete }),
  );
  draft.put(
    'LoggingConfiguration',
    logging,
    (it) =>
      it.LoggingEnabled && {
        DestinationBucketName: it.LoggingEnabled.TargetBucket,
        LogFilePrefix: it.LoggingEnabled.TargetPrefix,
        TargetObjectKeyFormat: it.LoggingEnabled.TargetObjectKeyFormat,
      },
  );
  draft.put('LifecycleConfiguration', lifecycle, lifecycleConfiguration);
  draft.put('CorsConfiguration', cors, (it) => corsRules(it.CORSRules));
  draft.put('WebsiteConfiguration', website, websiteConfiguration);
  draft.put('NotificationConfiguration', notification, notificationConfiguration);
  const lock = draft.take(objectLock)?.ObjectLockConfiguration;
  if (lock !== undefined) {
    draft.set('ObjectLockEnabled', lock.ObjectLockEnabled === 'Enabled');
    draft.set('ObjectLockConfiguration', { ObjectLockEnabled: lock.ObjectLockEnabled, Rule: lock.Rule });
  }
  draft.put('ReplicationConfiguration', replication, (it) =>
    replicationConfiguration(it.ReplicationConfiguration),
  );
  draft.put('AccelerateConfiguration', acceleration, (it) => it.Status && { AccelerationStatus: it.Status });
  return observed({ region }, draft, { externalId: arn, name, tags: draft.take(tagging)?.TagSet });
}

/** S3's first regions have no name in the answer: absent is us-east-1, `EU` is eu-west-1. */
function regionOfLocation(location: string | null | undefined): string {
  if (location === undefined || location === null || location === '') return 'us-east-1';
  return location === 'EU' ? 'eu-west-1' : location;
}
