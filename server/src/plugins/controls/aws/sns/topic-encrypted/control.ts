import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { snsTopicType } from '../../../../providers/aws/resources/sns_topic/schema.ts';

export const control = defineControl({
  id: 'aws-sns-topic-encrypted',
  version: 1,
  title: 'SNS topic is encrypted with a KMS key',
  severity: 'medium',
  category: 'encryption',
  risk: 'Messages of an unencrypted topic lie readable on the storage of the service until they are delivered.',
  advice: {
    console: 'SNS → Topics → the topic → Edit → Encryption, and choose a KMS key.',
    cli: 'aws sns set-topic-attributes --topic-arn ARN --attribute-name KmsMasterKeyId --attribute-value KEY_ARN',
    terraform: 'resource "aws_sns_topic" "this" {\n  kms_master_key_id = aws_kms_key.this.arn\n}',
    cloudformation: 'KmsMasterKeyId: !GetAtt Key.Arn',
  },
  references: ['https://docs.aws.amazon.com/sns/latest/dg/sns-server-side-encryption.html'],
  resource: snsTopicType,
  equivalents: ['prowler:sns_topics_kms_encryption_at_rest_enabled'],
  evaluate(topic) {
    if (topic.KmsMasterKeyId === undefined)
      return fail('The topic is not encrypted with a KMS key.', 'KmsMasterKeyId');
    return pass(`The topic is encrypted with ${topic.KmsMasterKeyId}.`, 'KmsMasterKeyId');
  },
});
