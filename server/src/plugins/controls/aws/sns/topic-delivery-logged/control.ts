import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { snsTopicType } from '../../../../providers/aws/resources/sns_topic/schema.ts';

/** What SNS can log, by the protocol of the subscription. */
const loggedAs: Readonly<Record<string, string>> = {
  application: 'application',
  firehose: 'firehose',
  http: 'http/s',
  https: 'http/s',
  lambda: 'lambda',
  sqs: 'sqs',
};

export const control = defineControl({
  id: 'aws-sns-topic-delivery-logged',
  version: 1,
  title: 'SNS topic logs its deliveries',
  severity: 'low',
  category: 'logging',
  risk: 'Without delivery logs nobody sees that an endpoint refuses messages, or where messages went.',
  advice: {
    console: 'SNS → Topics → the topic → Edit → Delivery status logging: choose the protocols and the roles.',
    cli: 'aws sns set-topic-attributes --topic-arn ARN --attribute-name SQSFailureFeedbackRoleArn --attribute-value ROLE_ARN',
    terraform:
      'resource "aws_sns_topic" "this" {\n  sqs_failure_feedback_role_arn = aws_iam_role.sns_logs.arn\n}',
    cloudformation:
      'DeliveryStatusLogging:\n  - Protocol: sqs\n    FailureFeedbackRoleArn: !GetAtt SnsLogs.Arn',
  },
  references: ['https://docs.aws.amazon.com/sns/latest/dg/sns-topic-attributes.html'],
  resource: snsTopicType,
  equivalents: [],
  withoutFramework: 'Own rule: AWS took it out of its own standard; useful where deliveries must be proven.',
  evaluate(topic) {
    const needed = new Set<string>();
    for (const { Protocol } of topic.Subscription ?? []) {
      const logged = loggedAs[Protocol ?? ''];
      if (logged !== undefined) needed.add(logged);
    }
    if (needed.size === 0)
      return notApplicable('No subscription uses a protocol whose deliveries SNS can log.', 'Subscription');
    for (const { Protocol } of topic.DeliveryStatusLogging ?? []) needed.delete(Protocol ?? '');
    if (needed.size === 0)
      return pass('Deliveries of all protocols in use are logged.', 'DeliveryStatusLogging', 'Subscription');
    return fail(
      `Deliveries are not logged for: ${[...needed].join(', ')}.`,
      'DeliveryStatusLogging',
      'Subscription',
    );
  },
});
