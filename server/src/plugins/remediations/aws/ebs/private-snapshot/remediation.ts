import { ebsSnapshotType } from '../../../../providers/aws/resources/ebs_snapshot/schema.ts';
import { sharing } from '../../ec2/sharing.ts';

export const remediation = sharing<typeof ebsSnapshotType>({
  id: 'aws-ebs-private-snapshot',
  title: 'Make a public EBS snapshot private',
  description:
    'Takes the permission to make volumes from the snapshot from everybody. Accounts that are named one by one keep ' +
    'theirs, and the snapshot itself stays as it is.',
  resource: ebsSnapshotType,
  risk: 'medium',
  impact:
    'Accounts that make volumes from the snapshot without being named can do so no longer. ' +
    'Whoever has copied it already keeps the copy.',
  effortMinutes: 5,
  controls: ['aws-ebs-snapshot-not-public'],
  driftAttributes: ['CreateVolumePermissions'],
  what: 'snapshot',
  permissions: { read: ['ec2:DescribeSnapshotAttribute'], write: ['ec2:ModifySnapshotAttribute'] },
  call: 'ec2:ModifySnapshotAttribute',
  async read(session, SnapshotId) {
    const answer = await session.ask(
      'ec2',
      'DescribeSnapshotAttribute',
      { SnapshotId, Attribute: 'createVolumePermission' },
      { gone: ['InvalidSnapshot.NotFound'] },
    );
    if (answer.state !== 'value') return null;
    return (answer.value.CreateVolumePermissions ?? []).some(({ Group }) => Group === 'all');
  },
  async write(session, SnapshotId, isPublic) {
    await session.send('ec2', 'ModifySnapshotAttribute', {
      SnapshotId,
      Attribute: 'createVolumePermission',
      OperationType: isPublic ? 'add' : 'remove',
      GroupNames: ['all'],
    });
  },
  command: (id, isPublic) => [
    'ec2 modify-snapshot-attribute',
    ...['--snapshot-id', id, '--attribute', 'createVolumePermission'],
    ...['--operation-type', isPublic ? 'add' : 'remove', '--group-names', 'all'],
  ],
  place: 'EC2 → Snapshots',
});
