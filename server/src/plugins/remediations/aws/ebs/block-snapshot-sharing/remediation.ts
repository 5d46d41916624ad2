import { regionSetting } from '../../ec2/region-setting.ts';
import { awsCommand, terraformBlock } from '../../target.ts';

type State = 'unblocked' | 'block-new-sharing' | 'block-all-sharing';

export const remediation = regionSetting<State>({
  id: 'aws-ebs-block-snapshot-sharing',
  title: 'Block public sharing of EBS snapshots in a region',
  description:
    'Nobody can share a snapshot of the region with everybody any more, and snapshots that are public are treated ' +
    'as private. Sharing with named accounts stays possible.',
  risk: 'medium',
  impact:
    'Whoever makes volumes from a public snapshot of this region is refused from then on. ' +
    'The permissions of the snapshots stay written down and come back when the block is taken away.',
  effortMinutes: 5,
  controls: ['aws-ebs-snapshot-sharing-blocked'],
  attribute: 'SnapshotBlockPublicAccessState',
  permissions: {
    read: ['ec2:GetSnapshotBlockPublicAccessState'],
    write: ['ec2:EnableSnapshotBlockPublicAccess', 'ec2:DisableSnapshotBlockPublicAccess'],
  },
  calls: ['ec2:EnableSnapshotBlockPublicAccess', 'ec2:DisableSnapshotBlockPublicAccess'],
  async read(session) {
    const answer = await session.ask('ec2', 'GetSnapshotBlockPublicAccessState', {});
    return (answer.state === 'value' ? answer.value.State : undefined) ?? 'unblocked';
  },
  plan: (state, { target }) =>
    state === 'block-all-sharing'
      ? { nothing: 'All public sharing of snapshots is blocked.' }
      : { to: 'block-all-sharing', summary: `Block public sharing of snapshots (${target.name})` },
  async write(session, State) {
    if (State === 'unblocked') await session.send('ec2', 'DisableSnapshotBlockPublicAccess', {});
    else await session.send('ec2', 'EnableSnapshotBlockPublicAccess', { State });
  },
  callsBetween: (_from, to) => [
    to === 'unblocked' ? 'ec2:DisableSnapshotBlockPublicAccess' : 'ec2:EnableSnapshotBlockPublicAccess',
  ],
  byHand: (target, state) => ({
    cli: [
      state === 'unblocked'
        ? awsCommand('ec2 disable-snapshot-block-public-access', target)
        : awsCommand('ec2 enable-snapshot-block-public-access', target, '--state', state),
    ],
    terraform: terraformBlock('aws_ebs_snapshot_block_public_access', { state }),
    console: `EC2 in ${target.region} → Dashboard → Data protection and security → Block public access for EBS snapshots → Manage: choose ${state}.`,
  }),
});
