import type { DBInstance } from '@aws-sdk/client-rds';
import { awsError } from '../protocols/errors.ts';
import { makeInTime } from '../slow-changes.ts';
import type { Operations } from './service.ts';

function validRetention(days: number | undefined, least: number): void {
  if (days === undefined || (days >= least && days <= 35)) return;
  throw awsError(
    'InvalidParameterValue',
    400,
    `Invalid backup retention period: ${days}. Valid values are between ${least} and 35.`,
  );
}

/** Members of a request that say something, as the record has them. */
function assignGiven(record: object, changes: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(changes))
    if (value !== undefined) Object.assign(record, { [name]: value });
}

interface SharingInput {
  AttributeName?: string | undefined;
  ValuesToAdd?: string[] | undefined;
  ValuesToRemove?: string[] | undefined;
}

function sharedAfter(
  record: { sharedWith: string[]; SnapshotType?: string | undefined },
  input: SharingInput,
) {
  if (input.AttributeName !== 'restore') {
    throw awsError(
      'InvalidParameterValue',
      400,
      `The attribute name ${input.AttributeName} is not valid. Valid values are: restore`,
    );
  }
  if (record.SnapshotType === 'automated') {
    throw awsError('InvalidDBSnapshotState', 400, 'Automated snapshots cannot be shared.');
  }
  const removed = input.ValuesToRemove ?? [];
  const kept = record.sharedWith.filter((one) => !removed.includes(one));
  return [...kept, ...(input.ValuesToAdd ?? []).filter((one) => !kept.includes(one))];
}

/** What waits for the maintenance window unless the request says otherwise. */
function waitsForWindow(
  instance: DBInstance,
  input: { BackupRetentionPeriod?: number | undefined },
): boolean {
  const days = input.BackupRetentionPeriod;
  if (days === undefined) return false;
  return (instance.BackupRetentionPeriod === 0) !== (days === 0);
}

export const rdsWriteOperations: Operations<typeof import('@aws-sdk/client-rds')> = {
  ModifyDBInstance: (input, call) => {
    const { dbInstances } = call.world.region(call.region);
    const instance = dbInstances.get(input.DBInstanceIdentifier ?? '');
    if (!instance)
      throw awsError('DBInstanceNotFound', 404, `DBInstance ${input.DBInstanceIdentifier} not found.`);
    if (instance.DBInstanceStatus !== 'available') {
      throw awsError(
        'InvalidDBInstanceState',
        400,
        `Database instance is not in available state: ${instance.DBInstanceStatus}.`,
      );
    }
    validRetention(input.BackupRetentionPeriod, 0);
    const clusterOwned = ['BackupRetentionPeriod', 'DeletionProtection'] as const;
    if (instance.DBClusterIdentifier && clusterOwned.some((name) => input[name] !== undefined)) {
      throw awsError(
        'InvalidParameterCombination',
        400,
        'The specified DB Instance is a member of a cluster. Modify database endpoint through the ModifyDBCluster API.',
      );
    }
    const waits = input.ApplyImmediately !== true && waitsForWindow(instance, input);
    const make = () => {
      assignGiven(instance, {
        DBInstanceStatus: 'available',
        ...(waits ? {} : { BackupRetentionPeriod: input.BackupRetentionPeriod }),
        PubliclyAccessible: input.PubliclyAccessible,
        DeletionProtection: input.DeletionProtection,
        MultiAZ: input.MultiAZ,
        DBInstanceClass: input.DBInstanceClass,
        AutoMinorVersionUpgrade: input.AutoMinorVersionUpgrade,
        CopyTagsToSnapshot: input.CopyTagsToSnapshot,
        IAMDatabaseAuthenticationEnabled: input.EnableIAMDatabaseAuthentication,
      });
      dbInstances.put(instance);
    };
    if (waits) {
      const { BackupRetentionPeriod } = input;
      instance.PendingModifiedValues = { ...instance.PendingModifiedValues, BackupRetentionPeriod };
    }
    if (makeInTime(call.world, `${call.region} db ${instance.DBInstanceIdentifier}`, make))
      dbInstances.put({ ...instance, DBInstanceStatus: 'modifying' });
    return { DBInstance: dbInstances.get(input.DBInstanceIdentifier ?? '') };
  },

  ModifyDBCluster: (input, call) => {
    const { dbClusters } = call.world.region(call.region);
    const cluster = dbClusters.get(input.DBClusterIdentifier ?? '');
    if (!cluster)
      throw awsError('DBClusterNotFoundFault', 404, `DBCluster ${input.DBClusterIdentifier} not found.`);
    if (cluster.Status !== 'available') {
      throw awsError(
        'InvalidDBClusterStateFault',
        400,
        `DBCluster ${input.DBClusterIdentifier} is not available: ${cluster.Status}.`,
      );
    }
    validRetention(input.BackupRetentionPeriod, 1);
    const make = () => {
      assignGiven(cluster, {
        Status: 'available',
        BackupRetentionPeriod: input.BackupRetentionPeriod,
        DeletionProtection: input.DeletionProtection,
        CopyTagsToSnapshot: input.CopyTagsToSnapshot,
        AutoMinorVersionUpgrade: input.AutoMinorVersionUpgrade,
        IAMDatabaseAuthenticationEnabled: input.EnableIAMDatabaseAuthentication,
      });
      dbClusters.put(cluster);
    };
    if (makeInTime(call.world, `${call.region} cluster ${cluster.DBClusterIdentifier}`, make))
      dbClusters.put({ ...cluster, Status: 'modifying' });
    return { DBCluster: dbClusters.get(input.DBClusterIdentifier ?? '') };
  },

  ModifyDBSnapshotAttribute: (input, call) => {
    const { dbSnapshots } = call.world.region(call.region);
    const DBSnapshotIdentifier = input.DBSnapshotIdentifier ?? '';
    const snapshot = dbSnapshots.get(DBSnapshotIdentifier);
    if (!snapshot) throw awsError('DBSnapshotNotFound', 404, `DBSnapshot ${DBSnapshotIdentifier} not found.`);
    snapshot.sharedWith = sharedAfter(snapshot, input);
    dbSnapshots.put(snapshot);
    const restore = { AttributeName: 'restore', AttributeValues: snapshot.sharedWith };
    return { DBSnapshotAttributesResult: { DBSnapshotIdentifier, DBSnapshotAttributes: [restore] } };
  },

  ModifyDBClusterSnapshotAttribute: (input, call) => {
    const { dbClusterSnapshots } = call.world.region(call.region);
    const DBClusterSnapshotIdentifier = input.DBClusterSnapshotIdentifier ?? '';
    const snapshot = dbClusterSnapshots.get(DBClusterSnapshotIdentifier);
    if (!snapshot) {
      throw awsError(
        'DBClusterSnapshotNotFoundFault',
        404,
        `DBClusterSnapshot ${DBClusterSnapshotIdentifier} not found.`,
      );
    }
    snapshot.sharedWith = sharedAfter(snapshot, input);
    dbClusterSnapshots.put(snapshot);
    const restore = { AttributeName: 'restore', AttributeValues: snapshot.sharedWith };
    return {
      DBClusterSnapshotAttributesResult: {
        DBClusterSnapshotIdentifier,
        DBClusterSnapshotAttributes: [restore],
      },
    };
  },
};
