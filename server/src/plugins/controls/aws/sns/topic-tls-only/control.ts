import { deniesInsecureTransport, parsePolicy } from '../../../../../core/iam-policy.ts';
import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { snsTopicType } from '../../../../providers/aws/resources/sns_topic/schema.ts';

export const control = defineControl({
  id: 'aws-sns-topic-tls-only',
  version: 1,
  title: 'SNS topic refuses messages without TLS',
  severity: 'low',
  category: 'encryption',
  risk: 'A publisher that uses plain HTTP sends its messages readable across the network. The policy of the topic can refuse that.',
  advice: {
    console:
      'SNS → Topics → the topic → Edit → Access policy: deny sns:Publish for everybody when aws:SecureTransport is false.',
    cli: 'aws sns set-topic-attributes --topic-arn ARN --attribute-name Policy --attribute-value file://policy.json',
    terraform:
      'statement {\n  effect    = "Deny"\n  actions   = ["sns:Publish"]\n  resources = [aws_sns_topic.this.arn]\n  principals {\n    type        = "AWS"\n    identifiers = ["*"]\n  }\n  condition {\n    test     = "Bool"\n    variable = "aws:SecureTransport"\n    values   = ["false"]\n  }\n}',
    cloudformation: "Condition:\n  Bool:\n    aws:SecureTransport: 'false'",
  },
  references: ['https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html'],
  resource: snsTopicType,
  equivalents: [],
  withoutFramework: "Own rule after AWS's best practices; no check that we map looks at it.",
  evaluate(topic, subject) {
    const target = { action: 'sns:Publish', resources: [topic.TopicArn ?? subject.externalId] };
    const answer = deniesInsecureTransport(parsePolicy(topic.Policy), target);
    if (answer.answer === 'yes')
      return pass(`Messages without TLS are denied by ${answer.statement}.`, 'Policy');
    if (answer.answer === 'unreadable') return unknown(`The policy cannot be read: ${answer.why}.`, 'Policy');
    return fail('The policy does not deny publishing without TLS.', 'Policy');
  },
});
