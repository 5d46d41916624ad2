import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { ebsVolumeType } from '../../../../providers/aws/resources/ebs_volume/schema.ts';

export const control = defineControl({
  id: 'aws-ebs-volume-encrypted',
  version: 1,
  title: 'EBS volume is encrypted',
  severity: 'high',
  category: 'encryption',
  risk: 'The content of an unencrypted volume can be read from every copy of it: snapshots, images, and whatever is made from them in another account.',
  advice: {
    console:
      'EC2 → Volumes → the volume → Create snapshot; copy the snapshot with encryption; create a volume from the copy and attach it instead.',
    cli: 'aws ec2 copy-snapshot --source-region REGION --source-snapshot-id SNAPSHOT_ID --encrypted --kms-key-id KEY_ID',
    terraform:
      'resource "aws_ebs_volume" "this" {\n  encrypted  = true\n  kms_key_id = aws_kms_key.this.arn\n}',
    cloudformation: 'Type: AWS::EC2::Volume\nProperties:\n  Encrypted: true\n  KmsKeyId: !Ref Key',
  },
  references: ['https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html'],
  resource: ebsVolumeType,
  equivalents: ['prowler:ec2_ebs_volume_encryption'],
  evaluate({ Encrypted }) {
    if (Encrypted === true) return pass('The volume is encrypted.', 'Encrypted', 'KmsKeyId');
    return fail('The volume is not encrypted.', 'Encrypted');
  },
});
