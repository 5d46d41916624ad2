import type {
  CORSRule,
  GetBucketAclOutput,
  GetBucketLifecycleConfigurationOutput,
  GetBucketWebsiteOutput,
  LifecycleRule,
  NotificationConfiguration,
  NotificationConfigurationFilter,
  ReplicationConfiguration,
  ReplicationRule,
  ServerSideEncryptionRule,
  Tag,
} from '@aws-sdk/client-s3';
import { sorted, sortedBy, unlessBlank, unlessEmpty } from '../../shapes/order.ts';

// What the S3 API answers, in the shape of the CloudFormation schema of AWS::S3::Bucket.

export function encryptionRules(rules: ServerSideEncryptionRule[] | undefined): unknown {
  return (rules ?? []).map((rule) => ({
    ServerSideEncryptionByDefault: rule.ApplyServerSideEncryptionByDefault,
    BucketKeyEnabled: rule.BucketKeyEnabled,
    BlockedEncryptionTypes:
      rule.BlockedEncryptionTypes &&
      unlessEmpty({ EncryptionType: sorted(rule.BlockedEncryptionTypes.EncryptionType) }),
  }));
}

export function accessControlList(acl: GetBucketAclOutput): unknown {
  // Display names are left out: AWS stopped answering them, and they change without any change of access.
  return {
    Owner: acl.Owner && unlessEmpty({ ID: acl.Owner.ID }),
    Grants:
      sortedBy(
        (acl.Grants ?? []).map(({ Grantee, Permission }) => ({
          Grantee: Grantee && {
            Type: Grantee.Type,
            ID: Grantee.ID,
            URI: Grantee.URI,
            EmailAddress: Grantee.EmailAddress,
          },
          Permission,
        })),
        ({ Grantee, Permission }) => [Grantee?.Type, Grantee?.ID, Grantee?.URI, Permission],
      ) ?? [],
  };
}

export function lifecycleConfiguration(answer: GetBucketLifecycleConfigurationOutput): unknown {
  if ((answer.Rules ?? []).length === 0) return undefined;
  return {
    TransitionDefaultMinimumObjectSize: answer.TransitionDefaultMinimumObjectSize,
    Rules: sortedBy(answer.Rules?.map(lifecycleRule), (rule) => [rule.Id, rule.Prefix, rule.Status]),
  };
}

function lifecycleRule(rule: LifecycleRule) {
  const filter = rule.Filter;
  const both = filter?.And;
  const filterTags: Tag[] = both?.Tags ?? (filter?.Tag === undefined ? [] : [filter.Tag]);
  const newer = rule.NoncurrentVersionExpiration;
  return {
    Id: rule.ID,
    Status: rule.Status,
    Prefix: unlessBlank(rule.Prefix ?? filter?.Prefix ?? both?.Prefix),
    TagFilters: tagFilters(filterTags),
    // CloudFormation models these two sizes as text.
    ObjectSizeGreaterThan: numberAsText(filter?.ObjectSizeGreaterThan ?? both?.ObjectSizeGreaterThan),
    ObjectSizeLessThan: numberAsText(filter?.ObjectSizeLessThan ?? both?.ObjectSizeLessThan),
    ExpirationInDays: rule.Expiration?.Days,
    ExpirationDate: rule.Expiration?.Date,
    ExpiredObjectDeleteMarker: rule.Expiration?.ExpiredObjectDeleteMarker || undefined,
    AbortIncompleteMultipartUpload: rule.AbortIncompleteMultipartUpload,
    NoncurrentVersionExpiration: newer && {
      NoncurrentDays: newer.NoncurrentDays,
      NewerNoncurrentVersions: newer.NewerNoncurrentVersions,
    },
    NoncurrentVersionTransitions: sortedBy(
      rule.NoncurrentVersionTransitions?.map((transition) => ({
        StorageClass: transition.StorageClass,
        TransitionInDays: transition.NoncurrentDays,
        NewerNoncurrentVersions: transition.NewerNoncurrentVersions,
      })),
      (transition) => [transition.TransitionInDays, transition.StorageClass],
    ),
    Transitions: sortedBy(
      rule.Transitions?.map((transition) => ({
        StorageClass: transition.StorageClass,
        TransitionInDays: transition.Days,
        TransitionDate: transition.Date,
      })),
      (transition) => [transition.TransitionInDays, transition.StorageClass],
    ),
  };
}

function tagFilters(tags: Tag[] | undefined) {
  return sortedBy(
    tags?.map((tag) => ({ Key: tag.Key, Value: tag.Value })),
    (tag) => [tag.Key, tag.Value],
  );
}

function numberAsText(value: number | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}

/** The order of CORS rules has a meaning (the first that matches decides), the order inside a rule has none. */
export function corsRules(rules: CORSRule[] | undefined): unknown {
  if ((rules ?? []).length === 0) return undefined;
  return {
    CorsRules: rules?.map((rule) => ({
      Id: rule.ID,
      AllowedHeaders: sorted(rule.AllowedHeaders),
      AllowedMethods: sorted(rule.AllowedMethods),
      AllowedOrigins: sorted(rule.AllowedOrigins),
      ExposedHeaders: sorted(rule.ExposeHeaders),
      MaxAge: rule.MaxAgeSeconds,
    })),
  };
}

export function websiteConfiguration(answer: GetBucketWebsiteOutput): unknown {
  return unlessEmpty({
    IndexDocument: answer.IndexDocument?.Suffix,
    ErrorDocument: answer.ErrorDocument?.Key,
    RedirectAllRequestsTo: answer.RedirectAllRequestsTo,
    RoutingRules: answer.RoutingRules?.map((rule) => ({
      RoutingRuleCondition: rule.Condition,
      RedirectRule: rule.Redirect,
    })),
  });
}

/** CloudFormation has one entry per event, the API one per target with many events. */
export function notificationConfiguration(answer: NotificationConfiguration): unknown {
  return unlessEmpty({
    LambdaConfigurations: perEvent(answer.LambdaFunctionConfigurations, (entry) => ({
      Function: entry.LambdaFunctionArn,
    })),
    QueueConfigurations: perEvent(answer.QueueConfigurations, (entry) => ({ Queue: entry.QueueArn })),
    TopicConfigurations: perEvent(answer.TopicConfigurations, (entry) => ({ Topic: entry.TopicArn })),
    EventBridgeConfiguration: answer.EventBridgeConfiguration && { EventBridgeEnabled: true },
  });
}

function perEvent<
  T extends { Events?: string[] | undefined; Filter?: NotificationConfigurationFilter | undefined },
>(entries: T[] | undefined, target: (entry: T) => Record<string, string | undefined>) {
  const rows = (entries ?? []).flatMap((entry) =>
    (entry.Events ?? []).map((Event) => ({
      Event,
      ...target(entry),
      Filter: notificationFilter(entry.Filter),
    })),
  );
  return sortedBy(rows, (row) => [JSON.stringify(row)]);
}

function notificationFilter(filter: NotificationConfigurationFilter | undefined) {
  const rules = filter?.Key?.FilterRules;
  if (rules === undefined || rules.length === 0) return undefined;
  // The API answers the names as they were sent (`Suffix`, `suffix`); they are not case-sensitive.
  return {
    S3Key: {
      Rules: sortedBy(
        rules.map((rule) => ({ Name: rule.Name?.toLowerCase(), Value: rule.Value })),
        (rule) => [rule.Name, rule.Value],
      ),
    },
  };
}

export function replicationConfiguration(configuration: ReplicationConfiguration | undefined): unknown {
  if (configuration === undefined) return undefined;
  return {
    Role: configuration.Role,
    Rules: sortedBy(configuration.Rules?.map(replicationRule), (rule) => [rule.Id, rule.Priority]),
  };
}

function replicationRule(rule: ReplicationRule) {
  const filter = rule.Filter;
  return {
    Id: rule.ID,
    Priority: rule.Priority,
    Status: rule.Status,
    Prefix: filter === undefined ? rule.Prefix : undefined,
    Filter: filter && {
      Prefix: filter.Prefix,
      TagFilter: filter.Tag,
      And: filter.And && { Prefix: filter.And.Prefix, TagFilters: tagFilters(filter.And.Tags) },
    },
    DeleteMarkerReplication: rule.DeleteMarkerReplication,
    SourceSelectionCriteria: rule.SourceSelectionCriteria,
    Destination: rule.Destination && {
      Bucket: rule.Destination.Bucket,
      Account: rule.Destination.Account,
      StorageClass: rule.Destination.StorageClass,
      AccessControlTranslation: rule.Destination.AccessControlTranslation,
      EncryptionConfiguration: rule.Destination.EncryptionConfiguration,
      Metrics: rule.Destination.Metrics,
      ReplicationTime: rule.Destination.ReplicationTime,
    },
  };
}
