import { cli, counted, inRegion } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { efsFileSystemType } from '../../../providers/aws/resources/efs_file_system/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-efs-harden-file-systems',
  version: 1,
  title: 'Close and back up file systems',
  kind: 'security',
  resource: efsFileSystemType,
  per: 'resource',
  controls: [
    'aws-efs-file-system-policy-not-public',
    'aws-efs-file-system-tls-only',
    'aws-efs-file-system-backed-up',
    'aws-efs-file-system-encrypted',
    'aws-efs-mount-targets-not-public',
  ],
  driftAttributes: ['FileSystemPolicy', 'BackupPolicy'],
  exposure: 'account',
  effortMinutes: 45,
  references: [],
  advise({ resources: [files] }) {
    const id = files.configuration.FileSystemId ?? files.externalId;
    const fails = (rule: string) => files.fails.has(`aws-efs-${rule}`);
    return {
      title: `Close and back up the file system ${files.name}`,
      explanation: `${counted(files.fails.size + files.drifts.length, 'finding')} about ${id}. A file system is shared by many machines: whoever reaches it from one of them reaches the files of all.`,
      steps: [
        ...(fails('file-system-backed-up')
          ? [
              {
                text: 'Switch automatic backups on.',
                commands: [
                  cli`aws efs put-backup-policy${inRegion(files)} --file-system-id ${id} --backup-policy Status=ENABLED`,
                ],
              },
            ]
          : []),
        ...(fails('file-system-policy-not-public') || fails('file-system-tls-only')
          ? [
              {
                text: 'Set a policy that names roles and refuses clients without TLS.',
                commands: [cli`aws efs describe-file-system-policy${inRegion(files)} --file-system-id ${id}`],
              },
            ]
          : []),
        ...(fails('mount-targets-not-public')
          ? [
              {
                text: 'Move mount targets to private subnets; a target is replaced in its zone.',
                commands: [cli`aws efs describe-mount-targets${inRegion(files)} --file-system-id ${id}`],
              },
            ]
          : []),
        ...(fails('file-system-encrypted')
          ? [
              {
                text: 'Encryption cannot be switched on: copy the files to an encrypted file system by DataSync.',
              },
            ]
          : []),
        {
          text: 'Read the state back.',
          commands: [cli`aws efs describe-file-systems${inRegion(files)} --file-system-id ${id}`],
        },
      ],
      impact: 'Files are reached by known machines only and can be brought back.',
      sideEffects: ['Clients that mount without TLS have to mount again with the helper of EFS.'],
    };
  },
  examples: [
    {
      title: 'a bare file system',
      resources: [
        {
          name: 'home',
          configuration: { FileSystemId: 'fs-1' },
          fails: ['aws-efs-file-system-backed-up', 'aws-efs-file-system-tls-only'],
        },
      ],
      says: ['--file-system-id fs-1 --backup-policy Status=ENABLED', '2 findings'],
    },
  ],
});
