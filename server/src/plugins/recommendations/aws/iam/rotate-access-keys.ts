import { cli, counted, forEach } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { iamUserType } from '../../../providers/aws/resources/iam_user/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-iam-rotate-access-keys',
  version: 1,
  title: 'Replace old access keys',
  kind: 'security',
  resource: iamUserType,
  per: 'resource',
  controls: ['aws-iam-user-access-key-rotated', 'aws-iam-user-one-active-access-key'],
  driftAttributes: ['AccessKeyMetadata'],
  exposure: 'internet',
  effortMinutes: 60,
  references: [],
  advise({ resources: [user] }) {
    const active = (user.configuration.AccessKeyMetadata ?? []).filter(
      ({ Status: status }) => status === 'Active',
    );
    const [oldest] = active.toSorted((a, b) => (a.CreateDate ?? '').localeCompare(b.CreateDate ?? ''));
    return {
      title: `Replace the access ${active.length > 1 ? 'keys' : 'key'} of ${user.name}`,
      explanation:
        `${user.name} has ${counted(active.length, 'active access key')}${oldest?.CreateDate === undefined ? '' : `, the oldest of ${oldest.CreateDate.slice(0, 10)}`}. ` +
        'A key works from anywhere until somebody ends it, and the older it is, the more places it was copied to. The best key is none: a role gives credentials that end by themselves.',
      steps: [
        {
          text: 'See what uses each key, and whether a role can do it instead.',
          commands: forEach(
            active,
            ({ AccessKeyId: key }) => cli`aws iam get-access-key-last-used --access-key-id ${key ?? ''}`,
          ),
        },
        ...(active.length < 2
          ? [
              {
                text: 'Where it must be a key, create the new one and hand it to the program.',
                commands: [cli`aws iam create-access-key --user-name ${user.name}`],
              },
            ]
          : []),
        {
          text: 'Deactivate the old key and wait some days: that can be taken back.',
          commands:
            oldest?.AccessKeyId === undefined
              ? []
              : [
                  cli`aws iam update-access-key --user-name ${user.name} --access-key-id ${oldest.AccessKeyId} --status Inactive`,
                ],
        },
        {
          text: 'Delete it when nothing complained.',
          commands:
            oldest?.AccessKeyId === undefined
              ? []
              : [
                  cli`aws iam delete-access-key --user-name ${user.name} --access-key-id ${oldest.AccessKeyId}`,
                ],
        },
      ],
      impact: 'Copies of the old key are worthless.',
      sideEffects: ['A program that was forgotten stops when its key is deactivated.'],
    };
  },
  examples: [
    {
      title: 'a user with an old key',
      resources: [
        {
          name: 'deploy',
          region: 'global',
          configuration: {
            AccessKeyMetadata: [
              { AccessKeyId: 'AKIAIOSFODNN7EXAMPLE', Status: 'Active', CreateDate: '2024-02-01T00:00:00Z' },
            ],
          },
          fails: ['aws-iam-user-access-key-rotated'],
        },
      ],
      says: [
        'the oldest of 2024-02-01',
        '--access-key-id AKIAIOSFODNN7EXAMPLE --status Inactive',
        'create-access-key',
      ],
    },
    {
      title: 'a user with two keys',
      resources: [
        {
          name: 'etl',
          region: 'global',
          configuration: {
            AccessKeyMetadata: [
              { AccessKeyId: 'AKIA1', Status: 'Active', CreateDate: '2025-12-01' },
              { AccessKeyId: 'AKIA2', Status: 'Active', CreateDate: '2025-06-01' },
            ],
          },
          fails: ['aws-iam-user-one-active-access-key'],
        },
      ],
      says: ['2 active access keys', '--access-key-id AKIA2 --status Inactive'],
    },
  ],
});
