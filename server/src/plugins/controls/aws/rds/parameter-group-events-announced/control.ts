import { notApplicable } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { ec2RegionSettingsType } from '../../../../providers/aws/resources/ec2_region_settings/schema.ts';
import { rdsEventSubscriptionType } from '../../../../providers/aws/resources/rds_event_subscription/schema.ts';
import { rdsParameterGroupType } from '../../../../providers/aws/resources/rds_parameter_group/schema.ts';
import { type Announcement, announced } from '../event-subscriptions.ts';

const announcement: Announcement = {
  sourceType: 'db-parameter-group',
  categories: ['configuration change'],
};

export const control = defineControl({
  id: 'aws-rds-parameter-group-events-announced',
  version: 1,
  title: 'Somebody is told of important events of RDS parameter groups',
  severity: 'low',
  category: 'monitoring',
  risk: 'A failure, a planned outage or a changed setting that nobody is told of is found by the users of the database, or by an auditor.',
  advice: {
    console:
      'RDS → Event subscriptions → Create: source type "db-parameter-group", all of them, categories configuration change.',
    cli: 'aws rds create-event-subscription --subscription-name trouble --sns-topic-arn TOPIC --source-type db-parameter-group --event-categories "configuration change" --enabled',
    terraform:
      'resource "aws_db_event_subscription" "this" {\n  sns_topic        = aws_sns_topic.this.arn\n  source_type      = "db-parameter-group"\n  event_categories = ["configuration change"]\n}',
    cloudformation:
      'SourceType: db-parameter-group\nEventCategories:\n  - configuration change\nSnsTopicArn: !Ref Topic',
  },
  references: ['https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Events.Subscribing.html'],
  resource: ec2RegionSettingsType,
  reads: { subscriptions: rdsEventSubscriptionType, resources: rdsParameterGroupType },
  equivalents: ['prowler:rds_instance_event_subscription_parameter_groups'],
  evaluate(_settings, subject, { subscriptions, resources }) {
    if (!resources.some(() => true, { region: subject.region }))
      return notApplicable(`There are no RDS parameter groups in ${subject.region}.`);
    return announced(announcement, subject.region, subscriptions);
  },
});
