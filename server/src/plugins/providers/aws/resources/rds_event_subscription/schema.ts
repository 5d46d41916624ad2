import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { flag, text, texts } from '../../shapes/schema-parts.ts';

export const rdsEventSubscriptionType = defineResourceType({
  type: 'rds_event_subscription',
  vendorType: 'AWS::RDS::EventSubscription',
  provider: 'aws',
  title: 'RDS event subscription',
  service: 'rds',
  aliases: ['db_event_subscription'],
  schema: z.looseObject({
    SubscriptionName: text,
    EventSubscriptionArn: text,
    SnsTopicArn: text,
    Enabled: flag,
    /** `active`, `no-permission` or `topic-not-exist`. */
    Status: text,
    /** Absent: events of sources of every type. */
    SourceType: text,
    /** Absent: all sources of the type. */
    SourceIds: texts,
    /** Absent: all categories. */
    EventCategories: texts,
  }),
  facts: {
    readOnlyPaths: ['EventSubscriptionArn', 'Status'],
    createOnlyPaths: ['SubscriptionName'],
    defaultPaths: { Enabled: true },
    unorderedScalarPaths: ['EventCategories', 'SourceIds'],
  },
});
