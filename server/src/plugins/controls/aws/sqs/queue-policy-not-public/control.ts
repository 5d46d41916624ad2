import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { sqsQueueType } from '../../../../providers/aws/resources/sqs_queue/schema.ts';
import { notPublicVerdict } from '../../public-policy.ts';

export const control = defineControl({
  id: 'aws-sqs-queue-policy-not-public',
  version: 1,
  title: 'SQS queue is open to nobody unknown by its policy',
  severity: 'critical',
  category: 'data-protection',
  risk: 'Everybody can put messages into the queue, read them or take them out: forged orders, leaked data, work that is never done.',
  advice: {
    console:
      'SQS → the queue → Access policy → Edit: name the accounts or roles, or add a condition on aws:SourceArn.',
    cli: 'aws sqs set-queue-attributes --queue-url URL --attributes file://policy-attribute.json',
    terraform:
      'resource "aws_sqs_queue_policy" "this" {\n  queue_url = aws_sqs_queue.this.id\n  policy    = data.aws_iam_policy_document.named_principals.json\n}',
    cloudformation: 'Condition:\n  ArnEquals:\n    aws:SourceArn: !Ref Topic',
  },
  references: [
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security-best-practices.html',
  ],
  resource: sqsQueueType,
  equivalents: ['prowler:sqs_queues_not_publicly_accessible'],
  evaluate: (queue) => notPublicVerdict(queue.Policy, 'queue', 'Policy'),
});
