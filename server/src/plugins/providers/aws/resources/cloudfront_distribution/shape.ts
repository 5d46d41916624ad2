import type {
  CacheBehavior,
  DefaultCacheBehavior,
  DistributionConfig,
  DistributionSummary,
  Origin,
  OriginGroups,
  ViewerCertificate,
} from '@aws-sdk/client-cloudfront';
import { sorted, sortedBy, unlessBlank, unlessEmpty } from '../../shapes/order.ts';

// What the CloudFront API answers, in the shape of the CloudFormation schema of AWS::CloudFront::Distribution:
// lists without their Quantity, and names whose case differs (IsIPV6Enabled, ACMCertificateArn).

type ItemList<T> = { Items?: T[] | undefined } | undefined;

/** Only what the whole configuration says; the summary in the list of distributions leaves it out. */
export const notInSummary = [
  'CacheTagConfig',
  'ContinuousDeploymentPolicyId',
  'DefaultRootObject',
  'Logging',
  'TenantConfig',
] as const;

/** The configuration from the whole answer, or as far as the summary goes when it could not be read. */
export function distributionConfig(summary: DistributionSummary, whole: DistributionConfig | undefined) {
  const source = whole ?? summary;
  const geo = source.Restrictions?.GeoRestriction;
  const logging = whole?.Logging;
  return {
    Enabled: source.Enabled,
    Staging: source.Staging,
    Comment: unlessBlank(source.Comment),
    Aliases: sorted(source.Aliases?.Items),
    DefaultRootObject: unlessBlank(whole?.DefaultRootObject),
    // `HTTP2` in the summary, `http2` in the configuration and in CloudFormation.
    HttpVersion: source.HttpVersion?.toLowerCase(),
    IPV6Enabled: source.IsIPV6Enabled,
    PriceClass: source.PriceClass,
    WebACLId: unlessBlank(source.WebACLId),
    ContinuousDeploymentPolicyId: unlessBlank(whole?.ContinuousDeploymentPolicyId),
    AnycastIpListId: unlessBlank(source.AnycastIpListId),
    ConnectionMode: source.ConnectionMode,
    TenantConfig: whole?.TenantConfig,
    ViewerMtlsConfig: source.ViewerMtlsConfig,
    Logging:
      logging === undefined || logging.Enabled === false || !logging.Bucket
        ? undefined
        : {
            Bucket: logging.Bucket,
            IncludeCookies: logging.IncludeCookies,
            Prefix: unlessBlank(logging.Prefix),
          },
    ViewerCertificate: viewerCertificate(source.ViewerCertificate),
    Restrictions: geo && {
      GeoRestriction: { RestrictionType: geo.RestrictionType, Locations: sorted(geo.Items) },
    },
    DefaultCacheBehavior: source.DefaultCacheBehavior && behavior(source.DefaultCacheBehavior),
    // The order of behaviours is their precedence.
    CacheBehaviors: inOrder(source.CacheBehaviors, (item) => ({
      PathPattern: item.PathPattern,
      ...behavior(item),
    })),
    Origins: sortedBy(source.Origins?.Items?.map(origin), (item) => [item.Id]),
    OriginGroups: originGroups(source.OriginGroups),
    CustomErrorResponses: sortedBy(
      source.CustomErrorResponses?.Items?.map((item) => ({
        ErrorCode: item.ErrorCode,
        ErrorCachingMinTTL: item.ErrorCachingMinTTL,
        ResponseCode: item.ResponseCode ? Number(item.ResponseCode) : undefined,
        ResponsePagePath: unlessBlank(item.ResponsePagePath),
      })),
      (item) => [item.ErrorCode],
    ),
  };
}

function viewerCertificate(certificate: ViewerCertificate | undefined) {
  return (
    certificate && {
      AcmCertificateArn: unlessBlank(certificate.ACMCertificateArn),
      IamCertificateId: unlessBlank(certificate.IAMCertificateId),
      CloudFrontDefaultCertificate: certificate.CloudFrontDefaultCertificate,
      MinimumProtocolVersion: certificate.MinimumProtocolVersion,
      SslSupportMethod: certificate.SSLSupportMethod,
    }
  );
}

function behavior(item: CacheBehavior | DefaultCacheBehavior) {
  const forwarded = item.ForwardedValues;
  return {
    TargetOriginId: item.TargetOriginId,
    ViewerProtocolPolicy: item.ViewerProtocolPolicy,
    AllowedMethods: sorted(item.AllowedMethods?.Items),
    CachedMethods: sorted(item.AllowedMethods?.CachedMethods?.Items),
    Compress: item.Compress,
    SmoothStreaming: item.SmoothStreaming,
    CachePolicyId: unlessBlank(item.CachePolicyId),
    OriginRequestPolicyId: unlessBlank(item.OriginRequestPolicyId),
    ResponseHeadersPolicyId: unlessBlank(item.ResponseHeadersPolicyId),
    RealtimeLogConfigArn: unlessBlank(item.RealtimeLogConfigArn),
    FieldLevelEncryptionId: unlessBlank(item.FieldLevelEncryptionId),
    TrustedSigners: sorted(item.TrustedSigners?.Items),
    TrustedKeyGroups: sorted(item.TrustedKeyGroups?.Items),
    LambdaFunctionAssociations: sortedBy(
      item.LambdaFunctionAssociations?.Items?.map(({ EventType, IncludeBody, LambdaFunctionARN }) => ({
        EventType,
        IncludeBody,
        LambdaFunctionARN,
      })),
      (association) => [association.EventType],
    ),
    FunctionAssociations: sortedBy(
      item.FunctionAssociations?.Items?.map(({ EventType, FunctionARN }) => ({ EventType, FunctionARN })),
      (association) => [association.EventType],
    ),
    GrpcConfig: item.GrpcConfig,
    ForwardedValues: forwarded && {
      QueryString: forwarded.QueryString,
      Cookies: forwarded.Cookies && {
        Forward: forwarded.Cookies.Forward,
        WhitelistedNames: sorted(forwarded.Cookies.WhitelistedNames?.Items),
      },
      Headers: sorted(forwarded.Headers?.Items),
      QueryStringCacheKeys: sorted(forwarded.QueryStringCacheKeys?.Items),
    },
    // Beside a cache policy the API answers no TTLs, or zeros of no effect.
    MinTTL: forwarded && item.MinTTL,
    DefaultTTL: forwarded && item.DefaultTTL,
    MaxTTL: forwarded && item.MaxTTL,
  };
}

function origin(item: Origin) {
  const custom = item.CustomOriginConfig;
  return {
    Id: item.Id,
    DomainName: item.DomainName,
    OriginPath: unlessBlank(item.OriginPath),
    ConnectionAttempts: item.ConnectionAttempts,
    ConnectionTimeout: item.ConnectionTimeout,
    ResponseCompletionTimeout: item.ResponseCompletionTimeout,
    OriginAccessControlId: unlessBlank(item.OriginAccessControlId),
    // Values are left out: a custom header is how many origins recognise CloudFront, so it is a password.
    OriginCustomHeaders: sortedBy(
      item.CustomHeaders?.Items?.map(({ HeaderName }) => ({ HeaderName })),
      (header) => [header.HeaderName],
    ),
    OriginShield: item.OriginShield && {
      Enabled: item.OriginShield.Enabled,
      OriginShieldRegion: item.OriginShield.OriginShieldRegion,
    },
    S3OriginConfig: item.S3OriginConfig && {
      OriginAccessIdentity: item.S3OriginConfig.OriginAccessIdentity,
      OriginReadTimeout: item.S3OriginConfig.OriginReadTimeout,
    },
    VpcOriginConfig: item.VpcOriginConfig,
    CustomOriginConfig: custom && {
      HTTPPort: custom.HTTPPort,
      HTTPSPort: custom.HTTPSPort,
      OriginProtocolPolicy: custom.OriginProtocolPolicy,
      OriginSSLProtocols: sorted(custom.OriginSslProtocols?.Items),
      OriginReadTimeout: custom.OriginReadTimeout,
      OriginKeepaliveTimeout: custom.OriginKeepaliveTimeout,
      IpAddressType: custom.IpAddressType,
    },
  };
}

/** The one list that CloudFormation models with its Quantity. */
function originGroups(groups: OriginGroups | undefined) {
  const items = sortedBy(groups?.Items, (group) => [group.Id]);
  return items && { Quantity: items.length, Items: items };
}

function inOrder<T, R extends object>(list: ItemList<T>, map: (item: T) => R): R[] | undefined {
  const items = (list?.Items ?? []).map(map).filter((item) => unlessEmpty(item) !== undefined);
  return items.length === 0 ? undefined : items;
}
