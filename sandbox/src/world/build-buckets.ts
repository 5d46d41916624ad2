import type { StoredBucket } from './bucket-record.ts';
import type { Random } from './random.ts';
import type { EnabledRegion } from './region-names.ts';
import { company } from './site.ts';
import type { World } from './world.ts';

interface Sketch {
  name: string;
  region: EnabledRegion;
  team: string;
  stage?: string;
  kms?: boolean;
  versioned?: boolean;
  logged?: boolean;
  lifecycleDays?: number;
  extra?: Partial<StoredBucket>;
}

const trailBucket = `${company}-cloudtrail-logs`;
export const dataLakeBucket = `data-lake-${company}-events`;

const sketches: readonly Sketch[] = [
  {
    name: dataLakeBucket,
    region: 'us-east-1',
    team: 'data-platform',
    kms: true,
    versioned: true,
    logged: true,
  },
  {
    name: `data-lake-${company}-curated`,
    region: 'us-east-1',
    team: 'data-platform',
    kms: true,
    versioned: true,
    logged: true,
  },
  {
    name: trailBucket,
    region: 'us-east-1',
    team: 'security',
    kms: true,
    versioned: true,
    lifecycleDays: 365,
  },
  { name: `${company}-access-logs`, region: 'us-east-1', team: 'security', lifecycleDays: 90 },
  {
    name: `${company}-config-history`,
    region: 'us-east-1',
    team: 'security',
    versioned: true,
    lifecycleDays: 365,
  },
  {
    name: `${company}-terraform-state`,
    region: 'us-east-1',
    team: 'platform',
    kms: true,
    versioned: true,
    logged: true,
  },
  { name: `${company}-storefront-assets`, region: 'us-east-1', team: 'storefront', versioned: true },
  {
    name: `${company}-invoices-prod`,
    region: 'us-east-1',
    team: 'checkout',
    kms: true,
    versioned: true,
    logged: true,
  },
  { name: `${company}-build-artifacts`, region: 'us-east-1', team: 'platform', lifecycleDays: 30 },
  { name: `${company}-ml-training`, region: 'us-east-1', team: 'data-platform', kms: true },
  {
    name: `${company}-support-uploads`,
    region: 'us-east-1',
    team: 'support',
    versioned: true,
    lifecycleDays: 180,
  },
  { name: `${company}-db-exports`, region: 'us-east-1', team: 'data-platform', kms: true, lifecycleDays: 14 },
  {
    name: `${company}-dr-replica`,
    region: 'us-west-2',
    team: 'platform',
    stage: 'dr',
    kms: true,
    versioned: true,
  },
  {
    name: `${company}-access-logs-usw2`,
    region: 'us-west-2',
    team: 'security',
    stage: 'dr',
    lifecycleDays: 90,
  },
  { name: `${company}-invoices-eu`, region: 'eu-central-1', team: 'checkout', kms: true, versioned: true },
  { name: `${company}-access-logs-euc1`, region: 'eu-central-1', team: 'security', lifecycleDays: 90 },
  { name: `${company}-gdpr-requests`, region: 'eu-central-1', team: 'legal', kms: true, versioned: true },
  { name: `${company}-campaign-microsite`, region: 'eu-central-1', team: 'marketing' },
  { name: `${company}-edge-cache`, region: 'ap-southeast-1', team: 'storefront', stage: 'edge' },
  {
    name: `${company}-access-logs-apse1`,
    region: 'ap-southeast-1',
    team: 'security',
    stage: 'edge',
    lifecycleDays: 90,
  },
];

function tlsOnly(name: string): object {
  return {
    Sid: 'DenyInsecureTransport',
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/*`],
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };
}

function policyOf(statements: object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

function trailStatements(accountId: string): object[] {
  return [
    {
      Sid: 'TrailAclCheck',
      Effect: 'Allow',
      Principal: { Service: 'cloudtrail.amazonaws.com' },
      Action: 's3:GetBucketAcl',
      Resource: `arn:aws:s3:::${trailBucket}`,
    },
    {
      Sid: 'TrailWrite',
      Effect: 'Allow',
      Principal: { Service: 'cloudtrail.amazonaws.com' },
      Action: 's3:PutObject',
      Resource: `arn:aws:s3:::${trailBucket}/AWSLogs/${accountId}/*`,
      Condition: { StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } },
    },
    tlsOnly(trailBucket),
  ];
}

function special(sketch: Sketch, world: World): Partial<StoredBucket> {
  if (sketch.name === trailBucket) return { policy: policyOf(trailStatements(world.accountId)) };
  if (sketch.name.endsWith('-storefront-assets')) {
    return {
      cors: [
        {
          AllowedMethods: ['GET', 'HEAD'],
          AllowedOrigins: [`https://www.${company}.example`],
          MaxAgeSeconds: 3600,
        },
      ],
      policy: policyOf([
        {
          Sid: 'CloudFrontRead',
          Effect: 'Allow',
          Principal: { Service: 'cloudfront.amazonaws.com' },
          Action: 's3:GetObject',
          Resource: `arn:aws:s3:::${sketch.name}/*`,
          Condition: {
            StringLike: { 'AWS:SourceArn': `arn:aws:cloudfront::${world.accountId}:distribution/*` },
          },
        },
        tlsOnly(sketch.name),
      ]),
    };
  }
  if (sketch.name.endsWith('-campaign-microsite')) {
    return {
      website: { IndexDocument: { Suffix: 'index.html' }, ErrorDocument: { Key: '404.html' } },
      publicAccessBlock: {
        BlockPublicAcls: true,
        IgnorePublicAcls: true,
        BlockPublicPolicy: false,
        RestrictPublicBuckets: false,
      },
      policy: policyOf([
        {
          Sid: 'PublicRead',
          Effect: 'Allow',
          Principal: '*',
          Action: 's3:GetObject',
          Resource: `arn:aws:s3:::${sketch.name}/*`,
        },
      ]),
    };
  }
  if (sketch.name.endsWith('-gdpr-requests')) {
    return {
      objectLock: {
        ObjectLockEnabled: 'Enabled',
        Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 90 } },
      },
    };
  }
  if (sketch.name.endsWith('-invoices-prod')) {
    return {
      replication: {
        Role: `arn:aws:iam::${world.accountId}:role/s3-replication`,
        Rules: [
          {
            ID: 'to-dr',
            Priority: 1,
            Status: 'Enabled',
            Filter: { Prefix: '' },
            Destination: { Bucket: `arn:aws:s3:::${company}-dr-replica` },
            DeleteMarkerReplication: { Status: 'Disabled' },
          },
        ],
      },
    };
  }
  if (sketch.name.endsWith('-support-uploads')) {
    return {
      notification: {
        LambdaFunctionConfigurations: [
          {
            Id: 'scan-on-upload',
            LambdaFunctionArn: `arn:aws:lambda:us-east-1:${world.accountId}:function:scan-upload`,
            Events: ['s3:ObjectCreated:*'],
          },
        ],
      },
    };
  }
  if (sketch.name.includes('-access-logs')) {
    return {
      ownership: { Rules: [{ ObjectOwnership: 'BucketOwnerPreferred' }] },
      acl: [
        { Grantee: { Type: 'CanonicalUser', ID: world.ownerCanonicalId }, Permission: 'FULL_CONTROL' },
        ...(['WRITE', 'READ_ACP'] as const).map((Permission) => ({
          Grantee: { Type: 'Group' as const, URI: 'http://acs.amazonaws.com/groups/s3/LogDelivery' },
          Permission,
        })),
      ],
    };
  }
  // A forgotten bucket: no public access block of its own, no ownership controls, no tags.
  if (sketch.name.endsWith('-ml-training')) return { tags: {} };
  return {};
}

function buildBucket(sketch: Sketch, world: World, random: Random): StoredBucket {
  const stage = sketch.stage ?? 'prod';
  const forgotten = sketch.name.endsWith('-ml-training');
  const suffix =
    sketch.region === 'us-east-1' ? '' : `-${sketch.region.replace(/(\w)\w*-(\w)\w*-(\d)/, '$1$2$3')}`;
  return {
    Name: sketch.name,
    CreationDate: random.dateAgo(200, 1400),
    region: sketch.region,
    tags: { Name: sketch.name, Environment: stage, Team: sketch.team, ManagedBy: 'terraform' },
    acl: [
      {
        Grantee: { Type: 'CanonicalUser', ID: world.ownerCanonicalId },
        Permission: 'FULL_CONTROL',
      },
    ],
    versioning: sketch.versioned ? { Status: 'Enabled' } : {},
    encryption: {
      Rules: [
        sketch.kms
          ? {
              ApplyServerSideEncryptionByDefault: {
                SSEAlgorithm: 'aws:kms',
                KMSMasterKeyID: `arn:aws:kms:${sketch.region}:${world.accountId}:alias/${company}-data`,
              },
              BucketKeyEnabled: true,
            }
          : { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' }, BucketKeyEnabled: false },
      ],
    },
    ...(forgotten
      ? {}
      : {
          publicAccessBlock: {
            BlockPublicAcls: true,
            IgnorePublicAcls: true,
            BlockPublicPolicy: true,
            RestrictPublicBuckets: true,
          },
          ownership: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' as const }] },
        }),
    ...(sketch.logged
      ? { logging: { TargetBucket: `${company}-access-logs${suffix}`, TargetPrefix: `s3/${sketch.name}/` } }
      : {}),
    ...(sketch.lifecycleDays
      ? {
          lifecycle: [
            {
              ID: `expire-after-${sketch.lifecycleDays}-days`,
              Status: 'Enabled' as const,
              Filter: { Prefix: '' },
              Expiration: { Days: sketch.lifecycleDays },
              ...(sketch.lifecycleDays > 90
                ? { Transitions: [{ Days: 60, StorageClass: 'STANDARD_IA' as const }] }
                : {}),
              NoncurrentVersionExpiration: { NoncurrentDays: 30 },
              AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
            },
          ],
        }
      : {}),
    ...(sketch.kms && !forgotten ? { policy: policyOf([tlsOnly(sketch.name)]) } : {}),
    ...special(sketch, world),
  };
}

export function buildBuckets(world: World, random: Random): void {
  for (const sketch of sketches) world.buckets.put(buildBucket(sketch, world, random));
}
