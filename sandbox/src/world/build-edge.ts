import type { DistributionConfig } from '@aws-sdk/client-cloudfront';
import type { Random } from './random.ts';
import { company, standardTags } from './site.ts';
import type { World } from './world.ts';

const managedCachingOptimized = '658327ea-f89d-4fab-a63d-7e88639e58f6';

function configOf(random: Random, world: World, host: string, bucket: string): DistributionConfig {
  const originId = `S3-${bucket}`;
  return {
    CallerReference: random.uuid(),
    Aliases: { Quantity: 1, Items: [host] },
    DefaultRootObject: 'index.html',
    Origins: {
      Quantity: 1,
      Items: [
        {
          Id: originId,
          DomainName: `${bucket}.s3.us-east-1.amazonaws.com`,
          OriginPath: '',
          CustomHeaders: { Quantity: 0 },
          S3OriginConfig: { OriginAccessIdentity: '' },
          ConnectionAttempts: 3,
          ConnectionTimeout: 10,
          OriginShield: { Enabled: false },
          OriginAccessControlId: `E${random.letters(13)}`,
        },
      ],
    },
    OriginGroups: { Quantity: 0 },
    DefaultCacheBehavior: {
      TargetOriginId: originId,
      TrustedSigners: { Enabled: false, Quantity: 0 },
      TrustedKeyGroups: { Enabled: false, Quantity: 0 },
      ViewerProtocolPolicy: 'redirect-to-https',
      AllowedMethods: {
        Quantity: 2,
        Items: ['HEAD', 'GET'],
        CachedMethods: { Quantity: 2, Items: ['HEAD', 'GET'] },
      },
      SmoothStreaming: false,
      Compress: true,
      LambdaFunctionAssociations: { Quantity: 0 },
      FunctionAssociations: { Quantity: 0 },
      FieldLevelEncryptionId: '',
      CachePolicyId: managedCachingOptimized,
    },
    CacheBehaviors: { Quantity: 0 },
    CustomErrorResponses: { Quantity: 0 },
    Comment: host,
    Logging: {
      Enabled: true,
      IncludeCookies: false,
      Bucket: `${company}-access-logs.s3.amazonaws.com`,
      Prefix: `cdn/${host}/`,
    },
    PriceClass: 'PriceClass_100',
    Enabled: true,
    ViewerCertificate: {
      CloudFrontDefaultCertificate: false,
      ACMCertificateArn: `arn:aws:acm:us-east-1:${world.accountId}:certificate/${random.uuid()}`,
      SSLSupportMethod: 'sni-only',
      MinimumProtocolVersion: 'TLSv1.2_2021',
      CertificateSource: 'acm',
    },
    Restrictions: { GeoRestriction: { RestrictionType: 'none', Quantity: 0 } },
    WebACLId: '',
    HttpVersion: 'http2and3',
    IsIPV6Enabled: true,
    ContinuousDeploymentPolicyId: '',
    Staging: false,
  };
}

/** A distribution from before cache policies, with a website as origin and a behaviour of its own for images. */
function useOldSettings(config: DistributionConfig, bucket: string): void {
  const forwarding = {
    ForwardedValues: {
      QueryString: false,
      Cookies: { Forward: 'none' as const },
      Headers: { Quantity: 0 },
      QueryStringCacheKeys: { Quantity: 0 },
    },
    MinTTL: 0,
    DefaultTTL: 86_400,
    MaxTTL: 31_536_000,
  };
  const { CachePolicyId: _, ...behavior } = config.DefaultCacheBehavior ?? {};
  const plain = {
    ...behavior,
    TargetOriginId: `site-${bucket}`,
    ViewerProtocolPolicy: 'allow-all' as const,
    ...forwarding,
  };
  config.DefaultCacheBehavior = plain;
  config.CacheBehaviors = { Quantity: 1, Items: [{ ...plain, PathPattern: '/images/*' }] };
  config.Origins = {
    Quantity: 1,
    Items: [
      {
        Id: `site-${bucket}`,
        DomainName: `${bucket}.s3-website.eu-central-1.amazonaws.com`,
        OriginPath: '',
        CustomHeaders: { Quantity: 0 },
        CustomOriginConfig: {
          HTTPPort: 80,
          HTTPSPort: 443,
          OriginProtocolPolicy: 'http-only',
          OriginSslProtocols: { Quantity: 1, Items: ['TLSv1.2'] },
          OriginReadTimeout: 30,
          OriginKeepaliveTimeout: 5,
        },
        ConnectionAttempts: 3,
        ConnectionTimeout: 10,
        OriginShield: { Enabled: false },
        OriginAccessControlId: '',
      },
    ],
  };
}

function addDistribution(world: World, random: Random, host: string, bucket: string): void {
  const Id = `E${random.letters(13)}`;
  const config = configOf(random, world, host, bucket);
  if (bucket.endsWith('-microsite')) useOldSettings(config, bucket);
  const { CallerReference: _, DefaultRootObject: __, Logging: ___, ...summary } = config;
  world.distributions.put({
    ...summary,
    Id,
    ARN: `arn:aws:cloudfront::${world.accountId}:distribution/${Id}`,
    ETag: `E${random.letters(13)}`,
    Status: 'Deployed',
    LastModifiedTime: random.dateAgo(20, 300),
    DomainName: `d${random.hex(13)}.cloudfront.net`,
    Aliases: config.Aliases,
    AliasICPRecordals: [{ CNAME: host, ICPRecordalStatus: 'APPROVED' }],
    CacheBehaviors: config.CacheBehaviors,
    CustomErrorResponses: config.CustomErrorResponses,
    PriceClass: config.PriceClass,
    ViewerCertificate: config.ViewerCertificate,
    Restrictions: config.Restrictions,
    WebACLId: '',
    HttpVersion: config.HttpVersion,
    IsIPV6Enabled: true,
    Staging: false,
    config,
    tags: standardTags(host, 'prod', 'storefront'),
  });
}

export function buildEdge(world: World, random: Random): void {
  addDistribution(world, random, `www.${company}.example`, `${company}-storefront-assets`);
  addDistribution(world, random, `campaign.${company}.example`, `${company}-campaign-microsite`);
}
