import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { snsTopicType } from '../../../../providers/aws/resources/sns_topic/schema.ts';
import { notPublicVerdict } from '../../public-policy.ts';

export const control = defineControl({
  id: 'aws-sns-topic-policy-not-public',
  version: 1,
  title: 'SNS topic is open to nobody unknown by its policy',
  severity: 'high',
  category: 'data-protection',
  risk: 'Everybody can send messages into the topic, or subscribe and read along: forged alarms and orders, leaked content.',
  advice: {
    console:
      'SNS → Topics → the topic → Edit → Access policy: name the accounts or roles, or add a condition on aws:SourceAccount or aws:SourceArn.',
    cli: 'aws sns set-topic-attributes --topic-arn ARN --attribute-name Policy --attribute-value file://policy.json',
    terraform:
      'resource "aws_sns_topic_policy" "this" {\n  arn    = aws_sns_topic.this.arn\n  policy = data.aws_iam_policy_document.named_principals.json\n}',
    cloudformation: 'Condition:\n  StringEquals:\n    aws:SourceAccount: !Ref AWS::AccountId',
  },
  references: ['https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html'],
  resource: snsTopicType,
  equivalents: ['prowler:sns_topics_not_publicly_accessible'],
  evaluate: (topic) => notPublicVerdict(topic.Policy, 'topic', 'Policy'),
});
