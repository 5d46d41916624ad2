import { cli, counted, forEach, inRegion, listed } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { ebsVolumeType } from '../../../providers/aws/resources/ebs_volume/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-ebs-back-up-volumes',
  version: 1,
  title: 'Back volumes up by a plan',
  kind: 'performance',
  resource: ebsVolumeType,
  per: 'account',
  controls: ['aws-ebs-volume-has-snapshot', 'aws-ebs-volume-in-backup-plan'],
  exposure: 'account',
  effortMinutes: 45,
  references: [],
  advise({ resources, total }) {
    const bare = resources.filter(({ fails }) => fails.has('aws-ebs-volume-has-snapshot'));
    return {
      title: `Back up ${counted(total, 'volume')} by a plan`,
      explanation:
        `${
          bare.length > 0
            ? `There is no snapshot of the last 30 days of ${listed(
                bare.map(({ name }) => name),
                bare.length,
              )}. `
            : ''
        }` +
        `No plan takes care of ${listed(
          resources.map(({ name }) => name),
          total,
        )}. One tag and one plan replace remembering each volume.`,
      steps: [
        ...(bare.length > 0
          ? [
              {
                text: 'Take a first snapshot now.',
                commands: forEach(
                  bare,
                  (volume) =>
                    cli`aws ec2 create-snapshot${inRegion(volume)} --volume-id ${volume.configuration.VolumeId ?? volume.externalId}`,
                ),
              },
            ]
          : []),
        {
          text: 'Tag the volumes that must be kept.',
          commands: forEach(
            resources,
            (volume) =>
              cli`aws ec2 create-tags${inRegion(volume)} --resources ${volume.configuration.VolumeId ?? volume.externalId} --tags Key=backup,Value=daily`,
          ),
        },
        {
          text: 'Let a plan of AWS Backup select that tag, daily, kept for 35 days; restore one volume to see that it works.',
        },
      ],
      impact: 'After a mistake or an attack there is a state to go back to.',
      sideEffects: ['Snapshots are charged for the blocks that changed.'],
    };
  },
  examples: [
    {
      title: 'a volume that nobody keeps',
      resources: [
        {
          name: 'vol-k',
          configuration: { VolumeId: 'vol-k' },
          fails: ['aws-ebs-volume-has-snapshot', 'aws-ebs-volume-in-backup-plan'],
        },
      ],
      says: ['create-snapshot', 'Key=backup,Value=daily'],
    },
  ],
});
