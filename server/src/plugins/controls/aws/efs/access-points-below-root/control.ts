import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { efsFileSystemType } from '../../../../providers/aws/resources/efs_file_system/schema.ts';

export const control = defineControl({
  id: 'aws-efs-access-points-below-root',
  version: 1,
  title: 'EFS access points begin below the root directory',
  severity: 'medium',
  category: 'data-protection',
  risk: 'An access point that begins at the root shows each application the files of all others.',
  advice: {
    console:
      'EFS → Access points: create one with a root directory path of its own, and delete the one that begins at "/".',
    cli: 'aws efs create-access-point --file-system-id FS_ID --root-directory Path=/app',
    terraform:
      'resource "aws_efs_access_point" "this" {\n  file_system_id = aws_efs_file_system.this.id\n  root_directory {\n    path = "/app"\n  }\n}',
    cloudformation: 'RootDirectory:\n  Path: /app',
  },
  references: ['https://docs.aws.amazon.com/efs/latest/ug/efs-access-points.html'],
  resource: efsFileSystemType,
  equivalents: ['prowler:efs_access_point_enforce_root_directory'],
  evaluate(fileSystem) {
    const points = fileSystem.AccessPoints ?? [];
    if (points.length === 0) return notApplicable('The file system has no access points.', 'AccessPoints');
    const open = points.filter(({ RootDirectory }) => (RootDirectory?.Path ?? '/') === '/');
    if (open.length === 0) return pass('Every access point has a directory of its own.', 'AccessPoints');
    return fail(
      `Access points that begin at the root: ${open.map(({ AccessPointId }) => AccessPointId).join(', ')}.`,
      'AccessPoints',
    );
  },
});
