import { cli, counted, forEach, inRegion, listed } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { efsFileSystemType } from '../../../providers/aws/resources/efs_file_system/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-efs-move-cold-files',
  version: 1,
  title: 'Move files that nobody reads to cheaper storage',
  kind: 'cost',
  resource: efsFileSystemType,
  per: 'account',
  controls: [],
  severity: 'low',
  exposure: 'account',
  effortMinutes: 10,
  references: ['https://docs.aws.amazon.com/efs/latest/ug/lifecycle-management-efs.html'],
  when: ({ LifecyclePolicies: policies, FileSystemId: id }) =>
    (policies ?? []).length === 0 ? { FileSystemId: id ?? '' } : null,
  advise({ resources, total }) {
    return {
      title: `Move cold files of ${counted(total, 'file system')} to cheaper storage`,
      explanation: `Every file of ${listed(
        resources.map(({ name }) => name),
        total,
      )} stays in the dearest class, however long nobody reads it. How much is cold is not collected, so no saving is named here.`,
      steps: [
        {
          text: 'Move files after 30 days without a read, and back at the next one.',
          commands: forEach(
            resources,
            (files) =>
              cli`aws efs put-lifecycle-configuration${inRegion(files)} --file-system-id ${files.configuration.FileSystemId ?? files.externalId} --lifecycle-policies ${JSON.stringify([{ TransitionToIA: 'AFTER_30_DAYS' }, { TransitionToPrimaryStorageClass: 'AFTER_1_ACCESS' }])}`,
          ),
        },
      ],
      impact: 'Files that nobody reads cost a fraction.',
      sideEffects: ['Reading a cold file is charged and takes some milliseconds more.'],
    };
  },
  examples: [
    {
      title: 'a file system without a policy',
      resources: [{ name: 'home', configuration: { FileSystemId: 'fs-1' } }],
      says: ['--file-system-id fs-1', 'AFTER_30_DAYS'],
    },
    {
      title: 'one that moves files',
      resources: [
        {
          name: 'home',
          configuration: { FileSystemId: 'fs-1', LifecyclePolicies: [{ TransitionToIA: 'AFTER_7_DAYS' }] },
        },
      ],
      says: [],
    },
  ],
});
