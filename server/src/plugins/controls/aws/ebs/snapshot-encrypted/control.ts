import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { ebsSnapshotType } from '../../../../providers/aws/resources/ebs_snapshot/schema.ts';

export const control = defineControl({
  id: 'aws-ebs-snapshot-encrypted',
  version: 1,
  title: 'EBS snapshot is encrypted',
  severity: 'high',
  category: 'encryption',
  risk: 'A snapshot that is not encrypted can be shared and copied with its whole content. Volumes made from it are open again.',
  advice: {
    console:
      'EC2 → Snapshots → the snapshot → Actions → Copy snapshot: "Encrypt this snapshot"; delete the original.',
    cli: 'aws ec2 copy-snapshot --source-region REGION --source-snapshot-id SNAPSHOT_ID --encrypted',
    terraform:
      'resource "aws_ebs_snapshot_copy" "encrypted" {\n  source_snapshot_id = aws_ebs_snapshot.this.id\n  source_region      = "us-east-1"\n  encrypted          = true\n}',
    cloudformation:
      'Type: AWS::EC2::Volume\nProperties:\n  SnapshotId: !Ref EncryptedSnapshotId\n  Encrypted: true',
  },
  references: ['https://docs.aws.amazon.com/ebs/latest/userguide/ebs-copy-snapshot.html'],
  resource: ebsSnapshotType,
  equivalents: ['prowler:ec2_ebs_snapshots_encrypted'],
  evaluate({ Encrypted }) {
    if (Encrypted === true) return pass('The snapshot is encrypted.', 'Encrypted', 'KmsKeyId');
    return fail('The snapshot is not encrypted.', 'Encrypted');
  },
});
