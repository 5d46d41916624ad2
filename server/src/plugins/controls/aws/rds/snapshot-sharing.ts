import type { ConfigurationOf } from '../../../../plugin-kit/define-resource-type.ts';
import type { rdsSnapshotType } from '../../../providers/aws/resources/rds_snapshot/schema.ts';

/** Who may restore a snapshot, and the path that says so; no values where RDS gave no answer. */
export function restoreAttribute(snapshot: ConfigurationOf<typeof rdsSnapshotType>): {
  path: 'DBSnapshotAttributes' | 'DBClusterSnapshotAttributes';
  values?: readonly string[];
} {
  const path =
    snapshot.DBClusterSnapshotIdentifier === undefined
      ? 'DBSnapshotAttributes'
      : 'DBClusterSnapshotAttributes';
  const attributes = snapshot[path];
  if (attributes === undefined) return { path };
  const restore = attributes.find(({ AttributeName }) => AttributeName === 'restore');
  return { path, values: restore?.AttributeValues ?? [] };
}
