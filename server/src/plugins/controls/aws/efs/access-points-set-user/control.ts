import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { efsFileSystemType } from '../../../../providers/aws/resources/efs_file_system/schema.ts';

export const control = defineControl({
  id: 'aws-efs-access-points-set-user',
  version: 1,
  title: 'EFS access points set the user',
  severity: 'medium',
  category: 'identity',
  risk: 'Without a user of the access point each client says itself who it is, and may say root.',
  advice: {
    console: 'EFS → Access points: create one with a POSIX user, and delete the one without.',
    cli: 'aws efs create-access-point --file-system-id FS_ID --posix-user Uid=1000,Gid=1000',
    terraform:
      'resource "aws_efs_access_point" "this" {\n  file_system_id = aws_efs_file_system.this.id\n  posix_user {\n    uid = 1000\n    gid = 1000\n  }\n}',
    cloudformation: "PosixUser:\n  Uid: '1000'\n  Gid: '1000'",
  },
  references: ['https://docs.aws.amazon.com/efs/latest/ug/enforce-identity-access-points.html'],
  resource: efsFileSystemType,
  equivalents: ['prowler:efs_access_point_enforce_user_identity'],
  evaluate(fileSystem) {
    const points = fileSystem.AccessPoints ?? [];
    if (points.length === 0) return notApplicable('The file system has no access points.', 'AccessPoints');
    const open = points.filter(({ PosixUser }) => PosixUser?.Uid === undefined);
    if (open.length === 0) return pass('Every access point sets the user.', 'AccessPoints');
    return fail(
      `Access points without a user: ${open.map(({ AccessPointId }) => AccessPointId).join(', ')}.`,
      'AccessPoints',
    );
  },
});
