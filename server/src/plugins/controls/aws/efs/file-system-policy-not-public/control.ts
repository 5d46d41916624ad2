import { fail } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { efsFileSystemType } from '../../../../providers/aws/resources/efs_file_system/schema.ts';
import { notPublicVerdict } from '../../public-policy.ts';

export const control = defineControl({
  id: 'aws-efs-file-system-policy-not-public',
  version: 1,
  title: 'EFS file system is not open to every client that reaches it',
  severity: 'high',
  category: 'data-protection',
  risk:
    'Without a policy every machine that reaches a mount target may mount the file system and read and write as root. ' +
    'A policy asks who the client is.',
  advice: {
    console:
      'EFS → File systems → the file system → File system policy → Edit: "Prevent anonymous access", and name the roles that may mount.',
    cli: 'aws efs put-file-system-policy --file-system-id FS_ID --policy file://policy.json',
    terraform:
      'resource "aws_efs_file_system_policy" "this" {\n  file_system_id = aws_efs_file_system.this.id\n  policy         = data.aws_iam_policy_document.named_principals.json\n}',
    cloudformation:
      'FileSystemPolicy:\n  Statement:\n    - Effect: Allow\n      Principal:\n        AWS: !GetAtt Role.Arn\n      Action: elasticfilesystem:ClientMount',
  },
  references: [
    'https://docs.aws.amazon.com/efs/latest/ug/access-control-block-public-access.html',
    'https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html',
  ],
  resource: efsFileSystemType,
  equivalents: ['prowler:efs_not_publicly_accessible'],
  evaluate(fileSystem) {
    if (fileSystem.FileSystemPolicy === undefined)
      return fail(
        'There is no file system policy, and the default lets every client mount.',
        'FileSystemPolicy',
      );
    return notPublicVerdict(fileSystem.FileSystemPolicy, 'file system', 'FileSystemPolicy');
  },
});
