import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { snsTopicType } from '../../../../providers/aws/resources/sns_topic/schema.ts';

export const control = defineControl({
  id: 'aws-sns-topic-delivers-over-tls',
  version: 1,
  title: 'SNS topic delivers to web addresses over TLS only',
  severity: 'high',
  category: 'encryption',
  risk: 'A message that is sent to an http address crosses the network in the clear and can be read and changed on the way.',
  advice: {
    console:
      'SNS → Topics → the topic → Subscriptions: create the subscription again with HTTPS and delete the one with HTTP.',
    cli: 'aws sns subscribe --topic-arn ARN --protocol https --notification-endpoint https://example.com/hook && aws sns unsubscribe --subscription-arn OLD_ARN',
    terraform:
      'resource "aws_sns_topic_subscription" "this" {\n  topic_arn = aws_sns_topic.this.arn\n  protocol  = "https"\n  endpoint  = "https://example.com/hook"\n}',
    cloudformation: 'Subscription:\n  - Protocol: https\n    Endpoint: https://example.com/hook',
  },
  references: ['https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html'],
  resource: snsTopicType,
  equivalents: ['prowler:sns_subscription_not_using_http_endpoints'],
  evaluate(topic) {
    const plain = (topic.Subscription ?? []).filter(({ Protocol }) => Protocol === 'http').length;
    if (plain > 0) return fail(`Subscriptions over plain HTTP: ${plain}.`, 'Subscription');
    return pass('No subscription uses plain HTTP.', 'Subscription');
  },
});
