import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { efsFileSystemType } from '../../../../providers/aws/resources/efs_file_system/schema.ts';

export const control = defineControl({
  id: 'aws-efs-file-system-in-several-zones',
  version: 1,
  title: 'EFS file system is reachable in several zones',
  severity: 'low',
  category: 'resilience',
  risk: 'A file system of one zone is lost when the zone is, and one with a single mount target cannot be reached then.',
  advice: {
    console:
      'EFS → File systems → the file system → Network → Manage: add mount targets in other zones. The type One Zone cannot be changed: create a regional file system and copy the data.',
    cli: 'aws efs create-mount-target --file-system-id FS_ID --subnet-id SUBNET_IN_ANOTHER_ZONE',
    terraform:
      'resource "aws_efs_mount_target" "this" {\n  for_each       = toset(var.private_subnet_ids)\n  file_system_id = aws_efs_file_system.this.id\n  subnet_id      = each.value\n}',
    cloudformation: 'SubnetId: !Ref SubnetInAnotherZone',
  },
  references: ['https://docs.aws.amazon.com/efs/latest/ug/features.html'],
  resource: efsFileSystemType,
  equivalents: ['prowler:efs_multi_az_enabled'],
  evaluate(fileSystem) {
    const only = fileSystem.AvailabilityZoneName;
    if (only !== undefined)
      return fail(`The file system exists in the zone ${only} only.`, 'AvailabilityZoneName');
    const zones = new Set<string>();
    for (const { AvailabilityZoneName, SubnetId } of fileSystem.MountTargets ?? [])
      zones.add(AvailabilityZoneName ?? SubnetId ?? '');
    if (zones.size > 1)
      return pass(`The file system has mount targets in ${zones.size} zones.`, 'MountTargets');
    return fail(`The file system has mount targets in ${zones.size} zones.`, 'MountTargets');
  },
});
