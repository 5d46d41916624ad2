import { fail, notApplicable, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { efsFileSystemType } from '../../../../providers/aws/resources/efs_file_system/schema.ts';
import { routeTables } from '../../keyed-types.ts';
import { routesOf } from '../../network-reach.ts';

export const control = defineControl({
  id: 'aws-efs-mount-targets-not-public',
  version: 1,
  title: 'EFS mount targets stand in private subnets',
  severity: 'medium',
  category: 'networking',
  risk: 'A mount target in a subnet with a route to the internet is one security group rule away from everybody.',
  advice: {
    console:
      'EFS → File systems → the file system → Network → Manage: move the mount targets into subnets without a route to an internet gateway.',
    cli: 'aws efs delete-mount-target --mount-target-id OLD_ID && aws efs create-mount-target --file-system-id FS_ID --subnet-id PRIVATE_SUBNET',
    terraform:
      'resource "aws_efs_mount_target" "this" {\n  file_system_id = aws_efs_file_system.this.id\n  subnet_id      = aws_subnet.private.id\n}',
    cloudformation: 'SubnetId: !Ref PrivateSubnet',
  },
  references: ['https://docs.aws.amazon.com/efs/latest/ug/network-access.html'],
  resource: efsFileSystemType,
  reads: { tables: routeTables },
  equivalents: ['prowler:efs_mount_target_not_publicly_accessible'],
  evaluate(fileSystem, _subject, { tables }) {
    const targets = fileSystem.MountTargets ?? [];
    if (targets.length === 0) return notApplicable('The file system has no mount targets.', 'MountTargets');
    let unrouted: string | undefined;
    for (const { SubnetId, VpcId, MountTargetId } of targets) {
      const routes = routesOf([SubnetId ?? ''], VpcId, tables);
      if (routes.kind === 'public')
        return fail(
          `The mount target ${MountTargetId} stands in ${routes.subnet}, which ${routes.table} routes to the internet.`,
          'MountTargets',
        );
      if (routes.kind === 'unrouted') unrouted = routes.subnet;
    }
    if (unrouted !== undefined)
      return unknown(`No route table of the subnet ${unrouted} was seen.`, 'MountTargets');
    return pass('No mount target stands in a subnet with a route to the internet.', 'MountTargets');
  },
});
