import { deniesInsecureTransport, parsePolicy } from '../../../../../core/iam-policy.ts';
import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { efsFileSystemType } from '../../../../providers/aws/resources/efs_file_system/schema.ts';

export const control = defineControl({
  id: 'aws-efs-file-system-tls-only',
  version: 1,
  title: 'EFS file system refuses clients without TLS',
  severity: 'medium',
  category: 'encryption',
  risk: 'NFS is not encrypted by itself: what is read and written crosses the network in the clear unless the policy asks for TLS.',
  advice: {
    console:
      'EFS → File systems → the file system → File system policy → Edit: "Enforce in-transit encryption for all clients".',
    cli: 'aws efs put-file-system-policy --file-system-id FS_ID --policy \'{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":{"AWS":"*"},"Action":"*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}\'',
    terraform:
      'statement {\n  effect    = "Deny"\n  actions   = ["*"]\n  resources = [aws_efs_file_system.this.arn]\n  principals {\n    type        = "AWS"\n    identifiers = ["*"]\n  }\n  condition {\n    test     = "Bool"\n    variable = "aws:SecureTransport"\n    values   = ["false"]\n  }\n}',
    cloudformation: "Condition:\n  Bool:\n    aws:SecureTransport: 'false'",
  },
  references: ['https://docs.aws.amazon.com/efs/latest/ug/encryption-in-transit.html'],
  resource: efsFileSystemType,
  equivalents: [],
  withoutFramework: "Own rule after AWS's guide; no check that we map looks at it.",
  evaluate(fileSystem, subject) {
    const target = {
      action: 'elasticfilesystem:ClientMount',
      resources: [fileSystem.Arn ?? subject.externalId],
    };
    const answer = deniesInsecureTransport(parsePolicy(fileSystem.FileSystemPolicy), target);
    if (answer.answer === 'yes')
      return pass(`Clients without TLS are denied by ${answer.statement}.`, 'FileSystemPolicy');
    if (answer.answer === 'unreadable')
      return unknown(`The policy cannot be read: ${answer.why}.`, 'FileSystemPolicy');
    return fail('The policy does not deny mounting without TLS.', 'FileSystemPolicy');
  },
});
