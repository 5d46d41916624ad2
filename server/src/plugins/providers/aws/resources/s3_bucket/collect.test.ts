import { describe, expect, it } from 'vitest';
import { collectAll, type RecordedResponses, replaySession } from '../../testing/replay.ts';
import { s3BucketCollector as collector } from './collect.ts';

const absent = (error: string) => ({ error, status: 404 });
const bare: RecordedResponses = {
  's3:ListBuckets': {
    Buckets: [{ Name: 'logs', CreationDate: '2024-01-01T00:00:00Z', BucketRegion: 'eu-central-1' }],
  },
  's3:GetPublicAccessBlock': absent('NoSuchPublicAccessBlockConfiguration'),
  's3:GetBucketPolicy': absent('NoSuchBucketPolicy'),
  's3:GetBucketPolicyStatus': absent('NoSuchBucketPolicy'),
  's3:GetBucketAcl': { Owner: { ID: 'me', DisplayName: 'someone' }, Grants: [] },
  's3:GetBucketOwnershipControls': absent('OwnershipControlsNotFoundError'),
  's3:GetBucketEncryption': absent('ServerSideEncryptionConfigurationNotFoundError'),
  's3:GetBucketVersioning': {},
  's3:GetBucketLogging': {},
  's3:GetBucketLifecycleConfiguration': absent('NoSuchLifecycleConfiguration'),
  's3:GetBucketCors': absent('NoSuchCORSConfiguration'),
  's3:GetBucketWebsite': absent('NoSuchWebsiteConfiguration'),
  's3:GetBucketNotificationConfiguration': {},
  's3:GetObjectLockConfiguration': absent('ObjectLockConfigurationNotFoundError'),
  's3:GetBucketReplication': absent('ReplicationConfigurationNotFoundError'),
  's3:GetBucketAccelerateConfiguration': {},
  's3:GetBucketTagging': absent('NoSuchTagSet'),
};

async function collectOne(changes: RecordedResponses = {}) {
  const responses = { ...bare, ...changes };
  const [bucket] = await collectAll(collector, replaySession({ collector, responses }));
  if (bucket === undefined) throw new Error('no bucket was collected');
  return bucket;
}

describe('the S3 bucket collector', () => {
  it('takes what is not configured as a fact: the setting is absent and nothing is unreadable', async () => {
    const bucket = await collectOne();
    expect(bucket.unreadable).toEqual([]);
    expect(bucket).toMatchObject({
      externalId: 'arn:aws:s3:::logs',
      name: 'logs',
      region: 'eu-central-1',
      status: 'active',
    });
    expect(bucket.configuration).toEqual({
      BucketName: 'logs',
      Arn: 'arn:aws:s3:::logs',
      CreationDate: '2024-01-01T00:00:00.000Z',
      AccessControlList: { Owner: { ID: 'me' }, Grants: [] },
    });
  });

  it('writes the settings in the shape of the CloudFormation schema', async () => {
    const { configuration } = await collectOne({
      's3:GetPublicAccessBlock': {
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          IgnorePublicAcls: true,
          BlockPublicPolicy: false,
          RestrictPublicBuckets: true,
        },
      },
      's3:GetBucketPolicy': { Policy: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow"}]}' },
      's3:GetBucketPolicyStatus': { PolicyStatus: { IsPublic: true } },
      's3:GetBucketOwnershipControls': {
        OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      },
      's3:GetBucketEncryption': {
        ServerSideEncryptionConfiguration: {
          Rules: [
            {
              ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'alias/logs' },
              BucketKeyEnabled: true,
            },
          ],
        },
      },
      's3:GetBucketVersioning': { Status: 'Enabled', MFADelete: 'Disabled' },
      's3:GetBucketLogging': { LoggingEnabled: { TargetBucket: 'audit', TargetPrefix: 's3/' } },
      's3:GetBucketCors': {
        CORSRules: [
          {
            AllowedMethods: ['PUT', 'GET'],
            AllowedOrigins: ['*'],
            ExposeHeaders: ['ETag'],
            MaxAgeSeconds: 60,
          },
        ],
      },
      's3:GetBucketWebsite': {
        IndexDocument: { Suffix: 'index.html' },
        ErrorDocument: { Key: 'error.html' },
      },
      's3:GetObjectLockConfiguration': {
        ObjectLockConfiguration: {
          ObjectLockEnabled: 'Enabled',
          Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 7 } },
        },
      },
      's3:GetBucketAccelerateConfiguration': { Status: 'Enabled' },
      's3:GetBucketTagging': {
        TagSet: [
          { Key: 'team', Value: 'data' },
          { Key: 'aws:cloudformation:stack-name', Value: 'lake' },
        ],
      },
    });
    expect(configuration).toMatchObject({
      PublicAccessBlockConfiguration: { BlockPublicPolicy: false, RestrictPublicBuckets: true },
      BucketPolicy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow' }] },
      PolicyStatus: { IsPublic: true },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          {
            ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'alias/logs' },
            BucketKeyEnabled: true,
          },
        ],
      },
      VersioningConfiguration: { Status: 'Enabled', MFADelete: 'Disabled' },
      LoggingConfiguration: { DestinationBucketName: 'audit', LogFilePrefix: 's3/' },
      CorsConfiguration: {
        CorsRules: [
          { AllowedMethods: ['GET', 'PUT'], AllowedOrigins: ['*'], ExposedHeaders: ['ETag'], MaxAge: 60 },
        ],
      },
      WebsiteConfiguration: { IndexDocument: 'index.html', ErrorDocument: 'error.html' },
      ObjectLockEnabled: true,
      ObjectLockConfiguration: {
        ObjectLockEnabled: 'Enabled',
        Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 7 } },
      },
      AccelerateConfiguration: { AccelerationStatus: 'Enabled' },
      Tags: [
        { Key: 'aws:cloudformation:stack-name', Value: 'lake' },
        { Key: 'team', Value: 'data' },
      ],
    });
  });

  it('flattens lifecycle filters and renames days as CloudFormation does', async () => {
    const { configuration } = await collectOne({
      's3:GetBucketLifecycleConfiguration': {
        TransitionDefaultMinimumObjectSize: 'all_storage_classes_128K',
        Rules: [
          {
            ID: 'z-tier',
            Status: 'Enabled',
            Filter: {
              And: { Prefix: 'raw/', Tags: [{ Key: 'tier', Value: 'cold' }], ObjectSizeGreaterThan: 1024 },
            },
            Transitions: [{ Days: 30, StorageClass: 'GLACIER' }],
            NoncurrentVersionTransitions: [{ NoncurrentDays: 5, StorageClass: 'STANDARD_IA' }],
          },
          {
            ID: 'a-expire',
            Status: 'Disabled',
            Filter: { Prefix: '' },
            Expiration: { Days: 365 },
            NoncurrentVersionExpiration: { NoncurrentDays: 10 },
            AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
          },
        ],
      },
    });
    expect(configuration.LifecycleConfiguration).toEqual({
      TransitionDefaultMinimumObjectSize: 'all_storage_classes_128K',
      Rules: [
        {
          Id: 'a-expire',
          Status: 'Disabled',
          ExpirationInDays: 365,
          NoncurrentVersionExpiration: { NoncurrentDays: 10 },
          AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
        },
        {
          Id: 'z-tier',
          Status: 'Enabled',
          Prefix: 'raw/',
          TagFilters: [{ Key: 'tier', Value: 'cold' }],
          ObjectSizeGreaterThan: '1024',
          Transitions: [{ TransitionInDays: 30, StorageClass: 'GLACIER' }],
          NoncurrentVersionTransitions: [{ TransitionInDays: 5, StorageClass: 'STANDARD_IA' }],
        },
      ],
    });
  });

  it('gives a notification one entry per event', async () => {
    const { configuration } = await collectOne({
      's3:GetBucketNotificationConfiguration': {
        LambdaFunctionConfigurations: [
          {
            Id: 'x',
            LambdaFunctionArn: 'arn:aws:lambda:eu-central-1:1:function:f',
            Events: ['s3:ObjectRemoved:*', 's3:ObjectCreated:*'],
            Filter: { Key: { FilterRules: [{ Name: 'Suffix', Value: '.jpg' }] } },
          },
        ],
        EventBridgeConfiguration: {},
      },
    });
    const target = {
      Function: 'arn:aws:lambda:eu-central-1:1:function:f',
      Filter: { S3Key: { Rules: [{ Name: 'suffix', Value: '.jpg' }] } },
    };
    expect(configuration.NotificationConfiguration).toEqual({
      LambdaConfigurations: [
        { Event: 's3:ObjectCreated:*', ...target },
        { Event: 's3:ObjectRemoved:*', ...target },
      ],
      EventBridgeConfiguration: { EventBridgeEnabled: true },
    });
  });

  it('shows where replication goes', async () => {
    const { configuration } = await collectOne({
      's3:GetBucketReplication': {
        ReplicationConfiguration: {
          Role: 'arn:aws:iam::1:role/replicate',
          Rules: [
            {
              ID: 'all',
              Priority: 1,
              Status: 'Enabled',
              Filter: { And: { Prefix: 'abc', Tags: [{ Key: 'Owner', Value: 'me' }] } },
              Destination: { Bucket: 'arn:aws:s3:::elsewhere', Account: '999999999999' },
              DeleteMarkerReplication: { Status: 'Disabled' },
            },
          ],
        },
      },
    });
    expect(configuration.ReplicationConfiguration).toMatchObject({
      Role: 'arn:aws:iam::1:role/replicate',
      Rules: [
        {
          Id: 'all',
          Filter: { And: { Prefix: 'abc', TagFilters: [{ Key: 'Owner', Value: 'me' }] } },
          Destination: { Bucket: 'arn:aws:s3:::elsewhere', Account: '999999999999' },
        },
      ],
    });
  });

  it('says which path a denied call leaves unknown, and what to grant', async () => {
    const bucket = await collectOne({
      's3:GetPublicAccessBlock': { error: 'AccessDenied', status: 403 },
      's3:GetBucketEncryption': { error: 'AccessDenied', status: 403 },
    });
    expect(bucket.configuration).not.toHaveProperty('PublicAccessBlockConfiguration');
    expect(bucket.unreadable).toMatchObject([
      {
        path: 'PublicAccessBlockConfiguration',
        reason: 'denied',
        permission: 's3:GetBucketPublicAccessBlock',
      },
      { path: 'BucketEncryption', reason: 'denied', permission: 's3:GetEncryptionConfiguration' },
    ]);
  });

  it.each([
    [undefined, 'us-east-1'],
    ['EU', 'eu-west-1'],
    ['ap-southeast-2', 'ap-southeast-2'],
  ])('reads the location %s as %s where the list does not say the region', async (location, region) => {
    const bucket = await collectOne({
      's3:ListBuckets': { Buckets: [{ Name: 'logs' }] },
      's3:GetBucketLocation': location === undefined ? {} : { LocationConstraint: location },
    });
    expect(bucket.region).toBe(region);
    expect(bucket.unreadable).toEqual([]);
  });

  it('still reports a bucket whose location is denied, with every setting unknown', async () => {
    const bucket = await collectOne({ 's3:ListBuckets': { Buckets: [{ Name: 'logs' }] } });
    expect(bucket).toMatchObject({ externalId: 'arn:aws:s3:::logs', region: 'unknown' });
    const paths = bucket.unreadable.map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining(['PublicAccessBlockConfiguration', 'BucketPolicy', 'Tags']));
    expect(bucket.unreadable.every(({ permission }) => permission === 's3:GetBucketLocation')).toBe(true);
  });

  it('orders the grants of the ACL and leaves out display names', async () => {
    const owner = {
      Grantee: { Type: 'CanonicalUser', ID: 'me', DisplayName: 'someone' },
      Permission: 'FULL_CONTROL',
    };
    const everyone = {
      Grantee: { Type: 'Group', URI: 'http://acs.amazonaws.com/groups/global/AllUsers' },
      Permission: 'READ',
    };
    const acl = (...Grants: object[]) => ({ 's3:GetBucketAcl': { Owner: { ID: 'me' }, Grants } });
    const one = await collectOne(acl(owner, everyone));
    const other = await collectOne(acl(everyone, owner));
    expect(one.configuration).toEqual(other.configuration);
    expect(JSON.stringify(one.configuration)).not.toContain('someone');
    expect(one.configuration.AccessControlList).toMatchObject({
      Grants: [{ Permission: 'FULL_CONTROL' }, { Grantee: everyone.Grantee, Permission: 'READ' }],
    });
  });
});
