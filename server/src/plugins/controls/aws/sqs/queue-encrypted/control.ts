import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { sqsQueueType } from '../../../../providers/aws/resources/sqs_queue/schema.ts';

export const control = defineControl({
  id: 'aws-sqs-queue-encrypted',
  version: 1,
  title: 'SQS queue is encrypted',
  severity: 'medium',
  category: 'encryption',
  risk: 'Messages of an unencrypted queue lie readable on the storage of the service for up to fourteen days.',
  advice: {
    console:
      'SQS → the queue → Edit → Encryption: switch on server-side encryption, with a KMS key or with keys of SQS.',
    cli: 'aws sqs set-queue-attributes --queue-url URL --attributes SqsManagedSseEnabled=true',
    terraform: 'resource "aws_sqs_queue" "this" {\n  sqs_managed_sse_enabled = true\n}',
    cloudformation: 'SqsManagedSseEnabled: true',
  },
  references: [
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-server-side-encryption.html',
  ],
  resource: sqsQueueType,
  equivalents: ['prowler:sqs_queues_server_side_encryption_enabled'],
  evaluate(queue) {
    if (queue.KmsMasterKeyId !== undefined)
      return pass(`The queue is encrypted with the KMS key ${queue.KmsMasterKeyId}.`, 'KmsMasterKeyId');
    if (queue.SqsManagedSseEnabled === true)
      return pass('The queue is encrypted with keys of SQS.', 'SqsManagedSseEnabled');
    return fail('The queue is not encrypted.', 'KmsMasterKeyId', 'SqsManagedSseEnabled');
  },
});
