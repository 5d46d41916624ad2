import { testPlans } from '../testing/plans.ts';

const off = {
  BlockPublicAcls: false,
  IgnorePublicAcls: false,
  BlockPublicPolicy: false,
  RestrictPublicBuckets: false,
};
const on = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
};
const aes = { SSEAlgorithm: 'AES256', KMSMasterKeyID: null, BucketKeyEnabled: false };
const logs = { TargetBucket: 'logs', TargetPrefix: 'example/' };
const arn = 'arn:aws:example:us-east-1:111122223333:example/example';
const tlsOnly = (Sid: string) => ({
  Sid,
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: [arn, `${arn}/*`],
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
});
const reader = {
  Sid: 'DenyRequestsWithoutTls',
  Effect: 'Allow',
  Principal: { AWS: 'arn:aws:iam::111122223333:root' },
  Action: 's3:GetObject',
  Resource: `${arn}/*`,
};

testPlans('s3', {
  'block-public-access': [
    {
      title: 'never configured',
      state: { PublicAccessBlockConfiguration: null },
      plan: { after: { PublicAccessBlockConfiguration: on } },
    },
    { title: 'all on', state: { PublicAccessBlockConfiguration: on }, plan: 'nothing' },
  ],
  'account-block-public-access': [
    {
      title: 'one setting off',
      state: { PublicAccessBlockConfiguration: { ...on, BlockPublicAcls: false } },
      plan: { after: { PublicAccessBlockConfiguration: on } },
      says: 'BlockPublicAcls',
    },
    {
      title: 'never decided',
      state: { PublicAccessBlockConfiguration: null },
      plan: { after: { PublicAccessBlockConfiguration: on } },
    },
    {
      title: 'all off',
      state: { PublicAccessBlockConfiguration: off },
      plan: { after: { PublicAccessBlockConfiguration: on } },
    },
    { title: 'all on', state: { PublicAccessBlockConfiguration: on }, plan: 'nothing' },
  ],
  'default-encryption': [
    { title: 'no default', state: { BucketEncryption: [] }, plan: { after: { BucketEncryption: [aes] } } },
    {
      title: 'a key of KMS, which is kept',
      state: { BucketEncryption: [{ ...aes, SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'alias/data' }] },
      plan: 'nothing',
      says: 'aws:kms',
    },
  ],
  versioning: [
    {
      title: 'never on',
      state: { VersioningConfiguration: { Status: null, MFADelete: null } },
      plan: { after: { VersioningConfiguration: { Status: 'Enabled', MFADelete: null } } },
    },
    {
      title: 'suspended by MFA delete',
      state: { VersioningConfiguration: { Status: 'Suspended', MFADelete: 'Enabled' } },
      plan: 'cannot',
      says: 'root user',
    },
    {
      title: 'on',
      state: { VersioningConfiguration: { Status: 'Enabled', MFADelete: null } },
      plan: 'nothing',
    },
  ],
  'tls-only': [
    {
      title: 'no policy',
      state: { BucketPolicy: null },
      plan: {
        after: { BucketPolicy: { Version: '2012-10-17', Statement: [tlsOnly('DenyRequestsWithoutTls')] } },
      },
    },
    {
      title: 'a policy that uses the name of the statement',
      state: { BucketPolicy: { Version: '2012-10-17', Id: 'kept', Statement: reader } },
      plan: {
        after: {
          BucketPolicy: {
            Version: '2012-10-17',
            Id: 'kept',
            Statement: [reader, tlsOnly('DenyRequestsWithoutTls2')],
          },
        },
      },
    },
    {
      title: 'denied already',
      state: { BucketPolicy: { Statement: [tlsOnly('Tls')] } },
      plan: 'nothing',
    },
    { title: 'no JSON', state: { BucketPolicy: 'hello' }, plan: 'cannot', says: 'cannot be read' },
  ],
  'access-logging': [
    {
      title: 'a bucket that most others log to',
      state: { LoggingEnabled: null, UsualTarget: 'logs' },
      plan: { after: { LoggingEnabled: logs, UsualTarget: null } },
      says: 'logs/example/',
    },
    {
      title: 'another place in the baseline',
      state: { LoggingEnabled: null, UsualTarget: 'logs' },
      baseline: { LoggingConfiguration: { DestinationBucketName: 'archive', LogFilePrefix: 'x/' } },
      plan: {
        after: { LoggingEnabled: { TargetBucket: 'archive', TargetPrefix: 'x/' }, UsualTarget: null },
      },
    },
    {
      title: 'no place known',
      state: { LoggingEnabled: null, UsualTarget: null },
      plan: 'cannot',
      says: 'by hand',
    },
    { title: 'on', state: { LoggingEnabled: logs, UsualTarget: null }, plan: 'nothing' },
  ],
  'disable-acls': [
    {
      title: 'never set',
      state: { ObjectOwnership: null, GrantsToOthers: 0 },
      plan: { after: { ObjectOwnership: 'BucketOwnerEnforced', GrantsToOthers: 0 } },
    },
    {
      title: 'others in the list',
      state: { ObjectOwnership: 'ObjectWriter', GrantsToOthers: 2 },
      plan: 'cannot',
      says: '2 others',
    },
    {
      title: 'off',
      state: { ObjectOwnership: 'BucketOwnerEnforced', GrantsToOthers: 0 },
      plan: 'nothing',
    },
  ],
});
