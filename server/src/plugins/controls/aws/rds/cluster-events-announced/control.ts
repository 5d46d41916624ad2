import { notApplicable } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { ec2RegionSettingsType } from '../../../../providers/aws/resources/ec2_region_settings/schema.ts';
import { rdsClusterType } from '../../../../providers/aws/resources/rds_cluster/schema.ts';
import { rdsEventSubscriptionType } from '../../../../providers/aws/resources/rds_event_subscription/schema.ts';
import { type Announcement, announced } from '../event-subscriptions.ts';

const announcement: Announcement = {
  sourceType: 'db-cluster',
  categories: ['maintenance', 'failure'],
};

export const control = defineControl({
  id: 'aws-rds-cluster-events-announced',
  version: 1,
  title: 'Somebody is told of important events of RDS clusters',
  severity: 'medium',
  category: 'monitoring',
  risk: 'A failure, a planned outage or a changed setting that nobody is told of is found by the users of the database, or by an auditor.',
  advice: {
    console:
      'RDS → Event subscriptions → Create: source type "db-cluster", all of them, categories maintenance, failure.',
    cli: 'aws rds create-event-subscription --subscription-name trouble --sns-topic-arn TOPIC --source-type db-cluster --event-categories "maintenance" "failure" --enabled',
    terraform:
      'resource "aws_db_event_subscription" "this" {\n  sns_topic        = aws_sns_topic.this.arn\n  source_type      = "db-cluster"\n  event_categories = ["maintenance","failure"]\n}',
    cloudformation:
      'SourceType: db-cluster\nEventCategories:\n  - maintenance\n  - failure\nSnsTopicArn: !Ref Topic',
  },
  references: ['https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Events.Subscribing.html'],
  resource: ec2RegionSettingsType,
  reads: { subscriptions: rdsEventSubscriptionType, resources: rdsClusterType },
  equivalents: ['prowler:rds_cluster_critical_event_subscription'],
  evaluate(_settings, subject, { subscriptions, resources }) {
    if (!resources.some(() => true, { region: subject.region }))
      return notApplicable(`There are no RDS clusters in ${subject.region}.`);
    return announced(announcement, subject.region, subscriptions);
  },
});
