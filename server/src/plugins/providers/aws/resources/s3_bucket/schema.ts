import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { document, flag, listOf, number, struct, tags, text, texts } from '../../shapes/schema-parts.ts';

const keyValue = z.looseObject({ Key: text, Value: text });

export const s3BucketType = defineResourceType({
  type: 's3_bucket',
  vendorType: 'AWS::S3::Bucket',
  provider: 'aws',
  title: 'S3 bucket',
  service: 's3',
  aliases: ['s3', 'bucket'],
  schema: z.looseObject({
    BucketName: text,
    Arn: text,
    CreationDate: text,
    PublicAccessBlockConfiguration: struct({
      BlockPublicAcls: flag,
      IgnorePublicAcls: flag,
      BlockPublicPolicy: flag,
      RestrictPublicBuckets: flag,
    }),
    BucketEncryption: struct({
      ServerSideEncryptionConfiguration: listOf(
        z.looseObject({
          BucketKeyEnabled: flag,
          ServerSideEncryptionByDefault: struct({ SSEAlgorithm: text, KMSMasterKeyID: text }),
        }),
      ),
    }),
    VersioningConfiguration: struct({ Status: text, MFADelete: text }),
    LoggingConfiguration: struct({ DestinationBucketName: text, LogFilePrefix: text }),
    OwnershipControls: struct({ Rules: listOf(z.looseObject({ ObjectOwnership: text })) }),
    LifecycleConfiguration: struct({
      TransitionDefaultMinimumObjectSize: text,
      Rules: listOf(
        z.looseObject({
          Id: text,
          Status: text,
          Prefix: text,
          ExpirationInDays: number,
          TagFilters: listOf(keyValue),
        }),
      ),
    }),
    CorsConfiguration: struct({
      CorsRules: listOf(
        z.looseObject({
          AllowedMethods: texts,
          AllowedOrigins: texts,
          AllowedHeaders: texts,
          MaxAge: number,
        }),
      ),
    }),
    WebsiteConfiguration: struct({ IndexDocument: text, ErrorDocument: text }),
    NotificationConfiguration: struct({
      LambdaConfigurations: listOf(z.looseObject({ Event: text, Function: text })),
      QueueConfigurations: listOf(z.looseObject({ Event: text, Queue: text })),
      TopicConfigurations: listOf(z.looseObject({ Event: text, Topic: text })),
      EventBridgeConfiguration: struct({ EventBridgeEnabled: flag }),
    }),
    ObjectLockEnabled: flag,
    ObjectLockConfiguration: struct({
      ObjectLockEnabled: text,
      Rule: struct({ DefaultRetention: struct({ Mode: text, Days: number, Years: number }) }),
    }),
    ReplicationConfiguration: struct({
      Role: text,
      Rules: listOf(z.looseObject({ Id: text, Status: text, Priority: number })),
    }),
    AccelerateConfiguration: struct({ AccelerationStatus: text }),
    /** AWS::S3::BucketPolicy, under the name that the bucket's own API gives it. */
    BucketPolicy: document,
    PolicyStatus: struct({ IsPublic: flag }),
    /** GetBucketAcl: CloudFormation has only the canned ACL and only for writing. */
    AccessControlList: struct({
      Owner: struct({ ID: text }),
      Grants: listOf(
        z.looseObject({ Permission: text, Grantee: struct({ Type: text, ID: text, URI: text }) }),
      ),
    }),
    Tags: tags,
  }),
  facts: {
    readOnlyPaths: [
      'Arn',
      'CreationDate',
      'DomainName',
      'DualStackDomainName',
      'RegionalDomainName',
      'WebsiteURL',
      'AccessControlList.Owner',
      // Follows from the policy, which is compared itself: one act is one drift.
      'PolicyStatus',
    ],
    writeOnlyPaths: ['AccessControl', 'BucketNamePrefix', 'BucketNamespace'],
    createOnlyPaths: ['BucketName'],
    defaultPaths: {
      'VersioningConfiguration.Status': 'Suspended',
      'VersioningConfiguration.MFADelete': 'Disabled',
      'AccelerateConfiguration.AccelerationStatus': 'Suspended',
      ObjectLockEnabled: false,
      'NotificationConfiguration.EventBridgeConfiguration.EventBridgeEnabled': false,
      'LifecycleConfiguration.TransitionDefaultMinimumObjectSize': 'all_storage_classes_128K',
      'BucketEncryption.ServerSideEncryptionConfiguration.*.BucketKeyEnabled': false,
      'LoggingConfiguration.LogFilePrefix': '',
    },
    unorderedScalarPaths: [
      'BucketEncryption.ServerSideEncryptionConfiguration.*.BlockedEncryptionTypes.EncryptionType',
      'CorsConfiguration.CorsRules.*.AllowedHeaders',
      'CorsConfiguration.CorsRules.*.AllowedMethods',
      'CorsConfiguration.CorsRules.*.AllowedOrigins',
      'CorsConfiguration.CorsRules.*.ExposedHeaders',
    ],
    unorderedObjectArrayPaths: [
      'AccessControlList.Grants',
      'NotificationConfiguration.LambdaConfigurations',
      'NotificationConfiguration.QueueConfigurations',
      'NotificationConfiguration.TopicConfigurations',
      'NotificationConfiguration.LambdaConfigurations.*.Filter.S3Key.Rules',
      'NotificationConfiguration.QueueConfigurations.*.Filter.S3Key.Rules',
      'NotificationConfiguration.TopicConfigurations.*.Filter.S3Key.Rules',
      'LifecycleConfiguration.Rules.*.Transitions',
      'LifecycleConfiguration.Rules.*.NoncurrentVersionTransitions',
      'ReplicationConfiguration.Rules.*.Filter.And.TagFilters',
    ],
    identityKeys: {
      Tags: 'Key',
      'LifecycleConfiguration.Rules': 'Id',
      'LifecycleConfiguration.Rules.*.TagFilters': 'Key',
      'ReplicationConfiguration.Rules': 'Id',
    },
  },
});
