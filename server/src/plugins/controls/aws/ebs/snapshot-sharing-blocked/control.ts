import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { ec2RegionSettingsType } from '../../../../providers/aws/resources/ec2_region_settings/schema.ts';

export const control = defineControl({
  id: 'aws-ebs-snapshot-sharing-blocked',
  version: 1,
  title: 'Snapshots of the region cannot be made public',
  severity: 'high',
  category: 'data-protection',
  risk: 'A public snapshot is a disk for everybody. The block of the region stops new sharing, and in its strict form also what was shared before.',
  advice: {
    console:
      'EC2 → Dashboard → Account attributes → Data protection and security → Block public access for EBS snapshots: "Block all public access", in each region.',
    cli: 'aws ec2 enable-snapshot-block-public-access --region REGION --state block-all-sharing',
    terraform: 'resource "aws_ebs_snapshot_block_public_access" "this" {\n  state = "block-all-sharing"\n}',
    cloudformation: 'Type: AWS::EC2::SnapshotBlockPublicAccess\nProperties:\n  State: block-all-sharing',
  },
  references: ['https://docs.aws.amazon.com/ebs/latest/userguide/block-public-access-snapshots.html'],
  resource: ec2RegionSettingsType,
  equivalents: ['prowler:ec2_ebs_snapshot_account_block_public_access'],
  evaluate({ SnapshotBlockPublicAccessState: state }) {
    if (state === 'block-all-sharing')
      return pass('All public sharing of snapshots is blocked.', 'SnapshotBlockPublicAccessState');
    if (state === 'block-new-sharing')
      return fail(
        'New public sharing is blocked, but snapshots that were public before stay so.',
        'SnapshotBlockPublicAccessState',
      );
    return fail('Public sharing of snapshots is not blocked.', 'SnapshotBlockPublicAccessState');
  },
});
