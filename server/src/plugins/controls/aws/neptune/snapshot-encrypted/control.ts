import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { rdsSnapshotType } from '../../../../providers/aws/resources/rds_snapshot/schema.ts';
import { otherFamily } from '../../rds/engines.ts';

export const control = defineControl({
  id: 'aws-neptune-snapshot-encrypted',
  version: 1,
  title: 'Neptune snapshot is encrypted',
  severity: 'high',
  category: 'encryption',
  risk: 'A snapshot is a whole copy of the database. Unencrypted, it needs no key to be read by whoever it is shared with or copied to.',
  advice: {
    console:
      'Neptune → Snapshots → the snapshot → Actions → Copy snapshot → Enable encryption. Then delete the unencrypted one.',
    cli: 'aws neptune copy-db-cluster-snapshot --source-db-cluster-snapshot-identifier NAME --target-db-cluster-snapshot-identifier NAME-encrypted --kms-key-id KEY',
    terraform:
      'resource "aws_neptune_cluster" "this" {\n  storage_encrypted = true # its snapshots are encrypted with it\n}',
    cloudformation: 'StorageEncrypted: true # of the database: its snapshots are encrypted with it',
  },
  references: ['https://docs.aws.amazon.com/neptune/latest/userguide/encrypt.html'],
  resource: rdsSnapshotType,
  equivalents: ['prowler:neptune_cluster_snapshot_encrypted'],
  evaluate(snapshot) {
    const other = otherFamily(snapshot, 'Neptune');
    if (other !== undefined) return other;
    // Snapshots of instances and of clusters name the same fact differently.
    const path = snapshot.DBClusterSnapshotIdentifier === undefined ? 'Encrypted' : 'StorageEncrypted';
    if (snapshot[path] === true) return pass('The snapshot is encrypted.', path);
    if (snapshot[path] === false) return fail('The snapshot is not encrypted.', path);
    return unknown('RDS does not say whether the snapshot is encrypted.', path);
  },
});
