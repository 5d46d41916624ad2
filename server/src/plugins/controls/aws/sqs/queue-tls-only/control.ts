import { deniesInsecureTransport, parsePolicy } from '../../../../../core/iam-policy.ts';
import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { sqsQueueType } from '../../../../providers/aws/resources/sqs_queue/schema.ts';

export const control = defineControl({
  id: 'aws-sqs-queue-tls-only',
  version: 1,
  title: 'SQS queue refuses requests without TLS',
  severity: 'low',
  category: 'encryption',
  risk: 'Messages over plain HTTP can be read and changed on the way. The policy of the queue can refuse them.',
  advice: {
    console:
      'SQS → the queue → Access policy → Edit: deny sqs:* for everybody when aws:SecureTransport is false.',
    cli: 'aws sqs set-queue-attributes --queue-url URL --attributes file://policy-attribute.json',
    terraform:
      'statement {\n  effect    = "Deny"\n  actions   = ["sqs:*"]\n  resources = [aws_sqs_queue.this.arn]\n  principals {\n    type        = "*"\n    identifiers = ["*"]\n  }\n  condition {\n    test     = "Bool"\n    variable = "aws:SecureTransport"\n    values   = ["false"]\n  }\n}',
    cloudformation: "Condition:\n  Bool:\n    aws:SecureTransport: 'false'",
  },
  references: [
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security-best-practices.html',
  ],
  resource: sqsQueueType,
  equivalents: [],
  withoutFramework: "Own rule after AWS's best practices; no check that we map looks at it.",
  evaluate(queue, subject) {
    const target = { action: 'sqs:*', resources: [queue.Arn ?? subject.externalId] };
    const answer = deniesInsecureTransport(parsePolicy(queue.Policy), target);
    if (answer.answer === 'yes')
      return pass(`Requests without TLS are denied by ${answer.statement}.`, 'Policy');
    if (answer.answer === 'unreadable') return unknown(`The policy cannot be read: ${answer.why}.`, 'Policy');
    return fail('The policy does not deny requests without TLS.', 'Policy');
  },
});
