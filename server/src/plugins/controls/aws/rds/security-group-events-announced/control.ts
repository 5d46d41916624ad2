import { notApplicable } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { ec2RegionSettingsType } from '../../../../providers/aws/resources/ec2_region_settings/schema.ts';
import { rdsEventSubscriptionType } from '../../../../providers/aws/resources/rds_event_subscription/schema.ts';
import { rdsInstanceType } from '../../../../providers/aws/resources/rds_instance/schema.ts';
import { type Announcement, announced } from '../event-subscriptions.ts';

const announcement: Announcement = {
  sourceType: 'db-security-group',
  categories: ['configuration change', 'failure'],
};

export const control = defineControl({
  id: 'aws-rds-security-group-events-announced',
  version: 1,
  title: 'Somebody is told of important events of RDS database security groups',
  severity: 'low',
  category: 'monitoring',
  risk: 'A failure, a planned outage or a changed setting that nobody is told of is found by the users of the database, or by an auditor.',
  advice: {
    console:
      'RDS → Event subscriptions → Create: source type "db-security-group", all of them, categories configuration change, failure.',
    cli: 'aws rds create-event-subscription --subscription-name trouble --sns-topic-arn TOPIC --source-type db-security-group --event-categories "configuration change" "failure" --enabled',
    terraform:
      'resource "aws_db_event_subscription" "this" {\n  sns_topic        = aws_sns_topic.this.arn\n  source_type      = "db-security-group"\n  event_categories = ["configuration change","failure"]\n}',
    cloudformation:
      'SourceType: db-security-group\nEventCategories:\n  - configuration change\n  - failure\nSnsTopicArn: !Ref Topic',
  },
  references: ['https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Events.Subscribing.html'],
  resource: ec2RegionSettingsType,
  reads: { subscriptions: rdsEventSubscriptionType, resources: rdsInstanceType },
  equivalents: ['prowler:rds_instance_event_subscription_security_groups'],
  evaluate(_settings, subject, { subscriptions, resources }) {
    if (!resources.some(() => true, { region: subject.region }))
      return notApplicable(`There are no RDS instances in ${subject.region}.`);
    return announced(announcement, subject.region, subscriptions);
  },
});
