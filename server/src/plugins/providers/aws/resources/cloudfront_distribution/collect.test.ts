import { describe, expect, it } from 'vitest';
import { collectAll, type RecordedResponses, replaySession } from '../../testing/replay.ts';
import { cloudfrontDistributionCollector as collector } from './collect.ts';

const none = { Quantity: 0 };
const common = {
  Aliases: { Quantity: 2, Items: ['www.example.com', 'example.com'] },
  Origins: {
    Quantity: 2,
    Items: [
      {
        Id: 'site',
        DomainName: 'site.s3.amazonaws.com',
        OriginPath: '',
        CustomHeaders: { Quantity: 1, Items: [{ HeaderName: 'X-Origin', HeaderValue: 'pssst' }] },
        S3OriginConfig: { OriginAccessIdentity: '' },
      },
      {
        Id: 'api',
        DomainName: 'api.example.com',
        CustomHeaders: none,
        CustomOriginConfig: {
          HTTPPort: 80,
          HTTPSPort: 443,
          OriginProtocolPolicy: 'https-only',
          OriginSslProtocols: { Quantity: 2, Items: ['TLSv1.2', 'TLSv1.1'] },
        },
      },
    ],
  },
  DefaultCacheBehavior: {
    TargetOriginId: 'site',
    ViewerProtocolPolicy: 'redirect-to-https',
    AllowedMethods: {
      Quantity: 2,
      Items: ['HEAD', 'GET'],
      CachedMethods: { Quantity: 2, Items: ['HEAD', 'GET'] },
    },
    TrustedSigners: { Enabled: false, Quantity: 0 },
    CachePolicyId: 'policy',
    FieldLevelEncryptionId: '',
    LambdaFunctionAssociations: {
      Quantity: 1,
      Items: [{ EventType: 'viewer-request', LambdaFunctionARN: 'arn:aws:lambda:f:1', IncludeBody: false }],
    },
  },
  CacheBehaviors: none,
  CustomErrorResponses: {
    Quantity: 1,
    Items: [{ ErrorCode: 404, ResponseCode: '200', ResponsePagePath: '/index.html', ErrorCachingMinTTL: 5 }],
  },
  Comment: '',
  PriceClass: 'PriceClass_100',
  Enabled: true,
  ViewerCertificate: {
    ACMCertificateArn: 'arn:aws:acm:cert',
    SSLSupportMethod: 'sni-only',
    MinimumProtocolVersion: 'TLSv1.2_2021',
    CertificateSource: 'acm',
    Certificate: 'arn:aws:acm:cert',
  },
  Restrictions: { GeoRestriction: { RestrictionType: 'none', Quantity: 0 } },
  WebACLId: '',
  IsIPV6Enabled: true,
  Staging: false,
};
const summary = {
  Id: 'E1',
  ARN: 'arn:aws:cloudfront::123456789012:distribution/E1',
  Status: 'Deployed',
  LastModifiedTime: '2024-05-01T00:00:00Z',
  DomainName: 'd1.cloudfront.net',
  HttpVersion: 'HTTP2',
  ...common,
};
const whole = {
  CallerReference: 'once',
  DefaultRootObject: 'index.html',
  Logging: { Enabled: true, IncludeCookies: false, Bucket: 'logs.s3.amazonaws.com', Prefix: '' },
  HttpVersion: 'http2',
  ...common,
};
const recorded: RecordedResponses = {
  'cloudfront:ListDistributions': {
    DistributionList: { Marker: '', MaxItems: 100, IsTruncated: false, Quantity: 1, Items: [summary] },
  },
  'cloudfront:GetDistributionConfig': { ETag: 'e', DistributionConfig: whole },
  'cloudfront:ListTagsForResource': { Tags: { Items: [{ Key: 'team', Value: 'web' }] } },
};

async function collectOne(changes: RecordedResponses = {}) {
  const responses = { ...recorded, ...changes };
  const [observed] = await collectAll(collector, replaySession({ collector, responses }));
  if (observed === undefined) throw new Error('no distribution was collected');
  return observed;
}

describe('the CloudFront distribution collector', () => {
  it('writes a distribution in the shape of the CloudFormation schema', async () => {
    const observed = await collectOne();
    expect(observed).toMatchObject({
      externalId: summary.ARN,
      name: 'example.com',
      region: 'global',
      status: 'active',
      tags: { team: 'web' },
      unreadable: [],
    });
    expect(observed.configuration).toEqual({
      Id: 'E1',
      Arn: summary.ARN,
      DomainName: 'd1.cloudfront.net',
      DistributionConfig: {
        Enabled: true,
        Staging: false,
        Aliases: ['example.com', 'www.example.com'],
        DefaultRootObject: 'index.html',
        HttpVersion: 'http2',
        IPV6Enabled: true,
        PriceClass: 'PriceClass_100',
        Logging: { Bucket: 'logs.s3.amazonaws.com', IncludeCookies: false },
        ViewerCertificate: {
          AcmCertificateArn: 'arn:aws:acm:cert',
          SslSupportMethod: 'sni-only',
          MinimumProtocolVersion: 'TLSv1.2_2021',
        },
        Restrictions: { GeoRestriction: { RestrictionType: 'none' } },
        DefaultCacheBehavior: {
          TargetOriginId: 'site',
          ViewerProtocolPolicy: 'redirect-to-https',
          AllowedMethods: ['GET', 'HEAD'],
          CachedMethods: ['GET', 'HEAD'],
          CachePolicyId: 'policy',
          LambdaFunctionAssociations: [
            { EventType: 'viewer-request', LambdaFunctionARN: 'arn:aws:lambda:f:1', IncludeBody: false },
          ],
        },
        Origins: [
          {
            Id: 'api',
            DomainName: 'api.example.com',
            CustomOriginConfig: {
              HTTPPort: 80,
              HTTPSPort: 443,
              OriginProtocolPolicy: 'https-only',
              OriginSSLProtocols: ['TLSv1.1', 'TLSv1.2'],
            },
          },
          {
            Id: 'site',
            DomainName: 'site.s3.amazonaws.com',
            OriginCustomHeaders: [{ HeaderName: 'X-Origin' }],
            S3OriginConfig: { OriginAccessIdentity: '' },
          },
        ],
        CustomErrorResponses: [
          { ErrorCode: 404, ResponseCode: 200, ResponsePagePath: '/index.html', ErrorCachingMinTTL: 5 },
        ],
      },
      Tags: [{ Key: 'team', Value: 'web' }],
    });
  });

  it('never takes the value of a custom header along', async () => {
    expect(JSON.stringify(await collectOne())).not.toContain('pssst');
  });

  it('falls back to the summary and says what that leaves unknown', async () => {
    const known = await collectOne();
    const denied = await collectOne({
      'cloudfront:GetDistributionConfig': { error: 'AccessDenied', status: 403 },
    });
    const { DefaultRootObject, Logging, ...rest } = known.configuration.DistributionConfig as Record<
      string,
      unknown
    >;
    expect(denied.configuration.DistributionConfig).toEqual(rest);
    expect(denied.unreadable.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['DistributionConfig.Logging', 'DistributionConfig.DefaultRootObject']),
    );
  });

  it('sees no logging where logging is off', async () => {
    const off = { ...whole, Logging: { Enabled: false, IncludeCookies: false, Bucket: '', Prefix: '' } };
    const { configuration } = await collectOne({
      'cloudfront:GetDistributionConfig': { DistributionConfig: off },
    });
    expect(configuration.DistributionConfig).not.toHaveProperty('Logging');
  });

  it('calls a disabled distribution stopped', async () => {
    const list = { DistributionList: { IsTruncated: false, Items: [{ ...summary, Enabled: false }] } };
    expect((await collectOne({ 'cloudfront:ListDistributions': list })).status).toBe('stopped');
  });
});
