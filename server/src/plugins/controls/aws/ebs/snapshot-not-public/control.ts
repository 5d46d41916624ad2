import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { ebsSnapshotType } from '../../../../providers/aws/resources/ebs_snapshot/schema.ts';

export const control = defineControl({
  id: 'aws-ebs-snapshot-not-public',
  version: 1,
  title: 'EBS snapshot is not public',
  severity: 'critical',
  category: 'data-protection',
  risk: 'Everybody with an AWS account can make a volume from a public snapshot and read whatever was on the disk: keys, customer data, source code. Public snapshots are searched by machines.',
  advice: {
    console: 'EC2 → Snapshots → the snapshot → Permissions → Modify permissions: "Private".',
    cli: 'aws ec2 modify-snapshot-attribute --snapshot-id SNAPSHOT_ID --attribute createVolumePermission --operation-type remove --group-names all',
    terraform: 'resource "aws_ebs_snapshot_block_public_access" "this" {\n  state = "block-all-sharing"\n}',
    cloudformation: 'Type: AWS::EC2::SnapshotBlockPublicAccess\nProperties:\n  State: block-all-sharing',
  },
  references: ['https://docs.aws.amazon.com/ebs/latest/userguide/ebs-modifying-snapshot-permissions.html'],
  resource: ebsSnapshotType,
  equivalents: ['prowler:ec2_ebs_public_snapshot'],
  evaluate({ CreateVolumePermissions: shared = [] }) {
    const at = shared.findIndex(({ Group }) => Group === 'all');
    if (at >= 0)
      return fail('Everybody may make volumes from this snapshot.', `CreateVolumePermissions.${at}`);
    if (shared.length > 0)
      return pass(
        `The snapshot is shared with ${shared.length} accounts and not public.`,
        'CreateVolumePermissions',
      );
    return pass('The snapshot is private.', 'CreateVolumePermissions');
  },
});
