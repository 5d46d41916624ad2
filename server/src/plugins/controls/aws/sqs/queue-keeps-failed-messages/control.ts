import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { sqsQueueType } from '../../../../providers/aws/resources/sqs_queue/schema.ts';
import { deadLetterTarget, sqsQueues } from '../../keyed-types.ts';

export const control = defineControl({
  id: 'aws-sqs-queue-keeps-failed-messages',
  version: 1,
  title: 'SQS queue keeps messages that could not be processed',
  severity: 'low',
  category: 'resilience',
  risk: 'A message that fails again and again is thrown away when its time is over, without a trace. A dead-letter queue keeps it for whoever looks into the cause.',
  advice: {
    console: 'SQS → the queue → Edit → Dead-letter queue → Enabled, and choose a queue.',
    cli: 'aws sqs set-queue-attributes --queue-url URL --attributes \'{"RedrivePolicy":"{\\"deadLetterTargetArn\\":\\"ARN\\",\\"maxReceiveCount\\":\\"5\\"}"}\'',
    terraform:
      'resource "aws_sqs_queue" "this" {\n  redrive_policy = jsonencode({ deadLetterTargetArn = aws_sqs_queue.dead.arn, maxReceiveCount = 5 })\n}',
    cloudformation: 'RedrivePolicy:\n  deadLetterTargetArn: !GetAtt Dead.Arn\n  maxReceiveCount: 5',
  },
  references: [
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html',
  ],
  resource: sqsQueueType,
  reads: { queues: sqsQueues },
  equivalents: [],
  withoutFramework: 'Own rule about reliability; no standard that we carry asks for it.',
  evaluate(queue, _subject, { queues }) {
    const target = deadLetterTarget(queue.RedrivePolicy);
    if (target !== undefined) return pass(`Failed messages go to ${target}.`, 'RedrivePolicy');
    const takesFrom = queues.by('deadLetterTargetArn', queue.Arn ?? '');
    if (takesFrom.length > 0)
      return notApplicable(`It is itself the dead-letter queue of ${takesFrom[0]?.name}.`, 'Arn');
    return fail('Messages that fail are lost: there is no dead-letter queue.', 'RedrivePolicy');
  },
});
