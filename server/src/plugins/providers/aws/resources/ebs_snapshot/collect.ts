import type { Snapshot } from '@aws-sdk/client-ec2';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import { ec2Filter } from '../../session/one-resource.ts';
import type { AwsSession } from '../../session/types.ts';
import { ec2Arn } from '../../shapes/ec2-arn.ts';
import { observed } from '../../shapes/observed.ts';
import { sortedBy, unlessBlank } from '../../shapes/order.ts';
import { ebsSnapshotType } from './schema.ts';

export const ebsSnapshotCollector = defineCollector<AwsSession>({
  resource: ebsSnapshotType,
  scope: 'regional',
  lists: [{ operation: 'ec2:DescribeSnapshots', permission: 'ec2:DescribeSnapshots' }],
  details: [
    {
      operation: 'ec2:DescribeSnapshotAttribute',
      permission: 'ec2:DescribeSnapshotAttribute',
      paths: ['CreateVolumePermissions'],
      absent: ['InvalidSnapshot.NotFound'],
    },
  ],
  one: (arn) => [{ operation: 'ec2:DescribeSnapshots', input: ec2Filter('snapshot-id', arn) }],
  async *collect(session) {
    const own = { OwnerIds: ['self'], MaxResults: 1000 };
    for await (const page of session.pages('ec2', 'DescribeSnapshots', own)) {
      yield* session.mapConcurrently(page.Snapshots ?? [], (snapshot) => observeSnapshot(session, snapshot));
    }
  },
});

async function observeSnapshot(session: AwsSession, snapshot: Snapshot) {
  const permissions = await session.detail('ec2', 'DescribeSnapshotAttribute', {
    SnapshotId: snapshot.SnapshotId,
    Attribute: 'createVolumePermission',
  });
  // Deleted between the list and this call.
  if (permissions.state === 'absent') return undefined;
  const draft = draftConfiguration({
    SnapshotId: snapshot.SnapshotId,
    VolumeId: snapshot.VolumeId,
    VolumeSize: snapshot.VolumeSize,
    Encrypted: snapshot.Encrypted,
    KmsKeyId: snapshot.KmsKeyId,
    Description: unlessBlank(snapshot.Description),
    StorageTier: snapshot.StorageTier,
    OutpostArn: snapshot.OutpostArn,
    State: snapshot.State,
    StartTime: snapshot.StartTime,
    OwnerId: snapshot.OwnerId,
  });
  draft.put('CreateVolumePermissions', permissions, (answer) =>
    sortedBy(answer.CreateVolumePermissions, ({ Group, UserId }) => [Group, UserId]),
  );
  return observed(session, draft, {
    // ARNs of snapshots have no account.
    externalId: ec2Arn(session, 'snapshot', snapshot.SnapshotId, ''),
    id: snapshot.SnapshotId,
    tags: snapshot.Tags,
  });
}
