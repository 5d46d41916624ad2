import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { kinesisStreamType } from '../../../../providers/aws/resources/kinesis_stream/schema.ts';

export const control = defineControl({
  id: 'aws-kinesis-stream-encrypted',
  version: 1,
  title: 'Kinesis stream is encrypted',
  severity: 'medium',
  category: 'encryption',
  risk: 'Records of an unencrypted stream lie readable on the storage of the service for as long as they are kept.',
  advice: {
    console:
      'Kinesis → Data streams → the stream → Configuration → Encryption → Edit → Enable server-side encryption.',
    cli: 'aws kinesis start-stream-encryption --stream-name NAME --encryption-type KMS --key-id alias/aws/kinesis',
    terraform:
      'resource "aws_kinesis_stream" "this" {\n  encryption_type = "KMS"\n  kms_key_id      = "alias/aws/kinesis"\n}',
    cloudformation: 'StreamEncryption:\n  EncryptionType: KMS\n  KeyId: alias/aws/kinesis',
  },
  references: ['https://docs.aws.amazon.com/streams/latest/dev/server-side-encryption.html'],
  resource: kinesisStreamType,
  equivalents: ['prowler:kinesis_stream_encrypted_at_rest'],
  evaluate(stream) {
    const encryption = stream.StreamEncryption;
    if (encryption?.EncryptionType === 'KMS')
      return pass(`The stream is encrypted with ${encryption.KeyId ?? 'a KMS key'}.`, 'StreamEncryption');
    return fail('The stream is not encrypted.', 'StreamEncryption');
  },
});
