import type {
  DBClusterSnapshot,
  DBClusterSnapshotAttribute,
  DBSnapshot,
  DBSnapshotAttribute,
} from '@aws-sdk/client-rds';
import type { ObservedResource } from '../../../../../core/observation.ts';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import { idInArn } from '../../session/one-resource.ts';
import type { AwsSession } from '../../session/types.ts';
import { observed } from '../../shapes/observed.ts';
import { sorted, sortedBy, unlessBlank } from '../../shapes/order.ts';
import { rdsSnapshotType } from './schema.ts';

export const rdsSnapshotCollector = defineCollector<AwsSession>({
  resource: rdsSnapshotType,
  scope: 'regional',
  lists: [
    { operation: 'rds:DescribeDBSnapshots', permission: 'rds:DescribeDBSnapshots' },
    { operation: 'rds:DescribeDBClusterSnapshots', permission: 'rds:DescribeDBClusterSnapshots' },
  ],
  details: [
    {
      operation: 'rds:DescribeDBSnapshotAttributes',
      permission: 'rds:DescribeDBSnapshotAttributes',
      paths: ['DBSnapshotAttributes'],
    },
    {
      operation: 'rds:DescribeDBClusterSnapshotAttributes',
      permission: 'rds:DescribeDBClusterSnapshotAttributes',
      paths: ['DBClusterSnapshotAttributes'],
    },
  ],
  one: (arn) => {
    // The other list has none of this kind, and is not asked.
    const isOfCluster = arn.includes(':cluster-snapshot:');
    return [
      isOfCluster
        ? { operation: 'rds:DescribeDBSnapshots', answer: {} }
        : {
            operation: 'rds:DescribeDBSnapshots',
            input: { DBSnapshotIdentifier: idInArn(arn) },
            gone: ['DBSnapshotNotFound', 'DBSnapshotNotFoundFault'],
          },
      isOfCluster
        ? {
            operation: 'rds:DescribeDBClusterSnapshots',
            input: { DBClusterSnapshotIdentifier: idInArn(arn) },
            gone: ['DBClusterSnapshotNotFoundFault'],
          }
        : { operation: 'rds:DescribeDBClusterSnapshots', answer: {} },
    ];
  },
  async *collect(session) {
    for await (const page of session.pages('rds', 'DescribeDBSnapshots', { MaxRecords: 100 })) {
      yield* session.mapConcurrently(page.DBSnapshots ?? [], (snapshot) =>
        observeSnapshot(session, snapshot),
      );
    }
    for await (const page of session.pages('rds', 'DescribeDBClusterSnapshots', { MaxRecords: 100 })) {
      yield* session.mapConcurrently(page.DBClusterSnapshots ?? [], (snapshot) =>
        observeClusterSnapshot(session, snapshot),
      );
    }
  },
});

async function observeSnapshot(session: AwsSession, snapshot: DBSnapshot): Promise<ObservedResource> {
  const id = snapshot.DBSnapshotIdentifier ?? '';
  const arn =
    snapshot.DBSnapshotArn ||
    `arn:${session.partition}:rds:${session.region}:${session.accountId}:snapshot:${id}`;
  const draft = draftConfiguration({
    DBSnapshotIdentifier: id,
    DBSnapshotArn: arn,
    DBInstanceIdentifier: snapshot.DBInstanceIdentifier,
    DbiResourceId: snapshot.DbiResourceId,
    DBSystemId: unlessBlank(snapshot.DBSystemId),
    InstanceCreateTime: snapshot.InstanceCreateTime,
    ...commonProperties(snapshot),
    OriginalSnapshotCreateTime: snapshot.OriginalSnapshotCreateTime,
    AvailabilityZone: snapshot.AvailabilityZone,
    Encrypted: snapshot.Encrypted,
    Iops: snapshot.Iops,
    StorageThroughput: snapshot.StorageThroughput,
    StorageType: snapshot.StorageType,
    OptionGroupName: snapshot.OptionGroupName,
    SnapshotTarget: snapshot.SnapshotTarget,
    SourceDBSnapshotIdentifier: unlessBlank(snapshot.SourceDBSnapshotIdentifier),
    SourceRegion: unlessBlank(snapshot.SourceRegion),
    TdeCredentialArn: unlessBlank(snapshot.TdeCredentialArn),
    Timezone: unlessBlank(snapshot.Timezone),
  });
  if (canBeShared(snapshot)) {
    const attributes = await session.detail('rds', 'DescribeDBSnapshotAttributes', {
      DBSnapshotIdentifier: id,
    });
    draft.put('DBSnapshotAttributes', attributes, (answer) =>
      sharing(answer.DBSnapshotAttributesResult?.DBSnapshotAttributes),
    );
  }
  return observed(session, draft, { externalId: arn, name: id, tags: snapshot.TagList });
}

async function observeClusterSnapshot(
  session: AwsSession,
  snapshot: DBClusterSnapshot,
): Promise<ObservedResource> {
  const id = snapshot.DBClusterSnapshotIdentifier ?? '';
  const arn =
    snapshot.DBClusterSnapshotArn ||
    `arn:${session.partition}:rds:${session.region}:${session.accountId}:cluster-snapshot:${id}`;
  const draft = draftConfiguration({
    DBClusterSnapshotIdentifier: id,
    DBClusterSnapshotArn: arn,
    DBClusterIdentifier: snapshot.DBClusterIdentifier,
    DbClusterResourceId: snapshot.DbClusterResourceId,
    DBSystemId: unlessBlank(snapshot.DBSystemId),
    ClusterCreateTime: snapshot.ClusterCreateTime,
    ...commonProperties(snapshot),
    AvailabilityZones: sorted(snapshot.AvailabilityZones),
    EngineMode: snapshot.EngineMode,
    StorageEncrypted: snapshot.StorageEncrypted,
    StorageType: snapshot.StorageType,
    SourceDBClusterSnapshotArn: unlessBlank(snapshot.SourceDBClusterSnapshotArn),
  });
  if (canBeShared(snapshot)) {
    const attributes = await session.detail('rds', 'DescribeDBClusterSnapshotAttributes', {
      DBClusterSnapshotIdentifier: id,
    });
    draft.put('DBClusterSnapshotAttributes', attributes, (answer) =>
      sharing(answer.DBClusterSnapshotAttributesResult?.DBClusterSnapshotAttributes),
    );
  }
  return observed(session, draft, { externalId: arn, name: id, tags: snapshot.TagList });
}

function commonProperties(snapshot: DBSnapshot | DBClusterSnapshot) {
  return {
    SnapshotType: snapshot.SnapshotType,
    SnapshotCreateTime: snapshot.SnapshotCreateTime,
    Status: snapshot.Status,
    Engine: snapshot.Engine,
    EngineVersion: snapshot.EngineVersion,
    LicenseModel: snapshot.LicenseModel,
    AllocatedStorage: snapshot.AllocatedStorage,
    KmsKeyId: unlessBlank(snapshot.KmsKeyId),
    Port: snapshot.Port,
    VpcId: snapshot.VpcId,
    MasterUsername: snapshot.MasterUsername,
    IAMDatabaseAuthenticationEnabled: snapshot.IAMDatabaseAuthenticationEnabled,
  };
}

/** AWS shares only manual snapshots; automated ones, the great majority, need no question. */
function canBeShared(snapshot: DBSnapshot | DBClusterSnapshot): boolean {
  return snapshot.SnapshotType !== 'automated';
}

function sharing(attributes: (DBSnapshotAttribute | DBClusterSnapshotAttribute)[] | undefined) {
  return sortedBy(
    attributes?.map(({ AttributeName, AttributeValues }) => ({
      AttributeName,
      AttributeValues: sorted(AttributeValues) ?? [],
    })),
    (attribute) => [attribute.AttributeName],
  );
}
