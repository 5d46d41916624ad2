import type { ReplicationInstance } from '@aws-sdk/client-database-migration-service';
import type { ObservedResource } from '../../../../../core/observation.ts';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession } from '../../session/types.ts';
import { observed } from '../../shapes/observed.ts';
import { sorted, unlessBlank } from '../../shapes/order.ts';
import { dmsReplicationInstanceType } from './schema.ts';

export const dmsReplicationInstanceCollector = defineCollector<AwsSession>({
  resource: dmsReplicationInstanceType,
  scope: 'regional',
  lists: [
    {
      operation: 'database-migration-service:DescribeReplicationInstances',
      permission: 'dms:DescribeReplicationInstances',
    },
  ],
  details: [
    {
      operation: 'database-migration-service:ListTagsForResource',
      permission: 'dms:ListTagsForResource',
      paths: ['Tags'],
    },
  ],
  async *collect(session) {
    const pages = session.pages('database-migration-service', 'DescribeReplicationInstances', {
      MaxRecords: 100,
    });
    for await (const page of pages) {
      yield* session.mapConcurrently(page.ReplicationInstances ?? [], (instance) =>
        observeInstance(session, instance),
      );
    }
  },
});

// Left out because they move by themselves: status, addresses, PendingModifiedValues, FreeUntil.
async function observeInstance(
  session: AwsSession,
  instance: ReplicationInstance,
): Promise<ObservedResource> {
  const name = instance.ReplicationInstanceIdentifier ?? '';
  const arn =
    instance.ReplicationInstanceArn ||
    `arn:${session.partition}:dms:${session.region}:${session.accountId}:rep:${name}`;
  const tags = await session.detail('database-migration-service', 'ListTagsForResource', {
    ResourceArn: arn,
  });
  const group = instance.ReplicationSubnetGroup;
  const draft = draftConfiguration({
    ReplicationInstanceIdentifier: name,
    ReplicationInstanceArn: arn,
    ReplicationInstanceClass: instance.ReplicationInstanceClass,
    AllocatedStorage: instance.AllocatedStorage,
    EngineVersion: instance.EngineVersion,
    PubliclyAccessible: instance.PubliclyAccessible,
    MultiAZ: instance.MultiAZ,
    AutoMinorVersionUpgrade: instance.AutoMinorVersionUpgrade,
    KmsKeyId: unlessBlank(instance.KmsKeyId),
    AvailabilityZone: instance.AvailabilityZone,
    VpcSecurityGroupIds: sorted(instance.VpcSecurityGroups?.map((one) => one.VpcSecurityGroupId)),
    ReplicationSubnetGroupIdentifier: group?.ReplicationSubnetGroupIdentifier,
    ReplicationSubnetGroup: group && {
      VpcId: group.VpcId,
      SubnetIds: sorted(group.Subnets?.map((subnet) => subnet.SubnetIdentifier)),
    },
    PreferredMaintenanceWindow: instance.PreferredMaintenanceWindow,
    NetworkType: instance.NetworkType,
  });
  return observed(session, draft, { externalId: arn, name, tags: draft.take(tags)?.TagList });
}
