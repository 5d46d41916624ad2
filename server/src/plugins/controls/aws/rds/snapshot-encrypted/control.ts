import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { rdsSnapshotType } from '../../../../providers/aws/resources/rds_snapshot/schema.ts';
import { otherFamily } from '../../rds/engines.ts';

export const control = defineControl({
  id: 'aws-rds-snapshot-encrypted',
  version: 1,
  title: 'RDS snapshot is encrypted',
  severity: 'high',
  category: 'encryption',
  risk: 'A snapshot is a whole copy of the database. Unencrypted, it needs no key to be read by whoever it is shared with or copied to.',
  advice: {
    console:
      'RDS → Snapshots → the snapshot → Actions → Copy snapshot → Enable encryption. Then delete the unencrypted one.',
    cli: 'aws rds copy-db-snapshot --source-db-snapshot-identifier NAME --target-db-snapshot-identifier NAME-encrypted --kms-key-id KEY',
    terraform:
      'resource "aws_db_snapshot_copy" "encrypted" {\n  source_db_snapshot_identifier = aws_db_snapshot.this.db_snapshot_arn\n  target_db_snapshot_identifier = "encrypted"\n  kms_key_id                    = aws_kms_key.this.arn\n}',
    cloudformation: 'StorageEncrypted: true # of the database: its snapshots are encrypted with it',
  },
  references: ['https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_CopySnapshot.html'],
  resource: rdsSnapshotType,
  equivalents: ['prowler:rds_snapshots_encrypted'],
  evaluate(snapshot) {
    const other = otherFamily(snapshot, 'RDS');
    if (other !== undefined) return other;
    // Snapshots of instances and of clusters name the same fact differently.
    const path = snapshot.DBClusterSnapshotIdentifier === undefined ? 'Encrypted' : 'StorageEncrypted';
    if (snapshot[path] === true) return pass('The snapshot is encrypted.', path);
    if (snapshot[path] === false) return fail('The snapshot is not encrypted.', path);
    return unknown('RDS does not say whether the snapshot is encrypted.', path);
  },
});
