import { cli, counted, forEach, inRegion, listed } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { ebsVolumeType } from '../../../providers/aws/resources/ebs_volume/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-ebs-encrypt-volumes',
  version: 1,
  title: 'Encrypt volumes',
  kind: 'security',
  resource: ebsVolumeType,
  per: 'account',
  controls: ['aws-ebs-volume-encrypted'],
  driftAttributes: ['Encrypted'],
  exposure: 'account',
  effortMinutes: 90,
  references: [],
  advise({ resources, total }) {
    const regions = [...new Map(resources.map((volume) => [volume.region, volume])).values()];
    return {
      title: `Encrypt ${counted(total, 'volume')}`,
      explanation: `${listed(
        resources.map(({ name }) => name),
        total,
      )} ${total === 1 ? 'is' : 'are'} not encrypted, and neither is any snapshot of ${total === 1 ? 'it' : 'them'}. A volume cannot be encrypted in place: it is replaced by an encrypted copy.`,
      steps: [
        {
          text: 'Make encryption the default of the region, so that copies and new volumes have it.',
          commands: forEach(
            regions,
            (volume) => cli`aws ec2 enable-ebs-encryption-by-default${inRegion(volume)}`,
          ),
        },
        {
          text: 'Take a snapshot of the volume while the machine is stopped.',
          commands: forEach(
            resources,
            (volume) =>
              cli`aws ec2 create-snapshot${inRegion(volume)} --volume-id ${volume.configuration.VolumeId ?? volume.externalId}`,
          ),
        },
        {
          text: 'Create a volume from the snapshot in the same zone, attach it under the same device name, start the machine.',
        },
        { text: 'Delete the old volume and its unencrypted snapshots when all is well.' },
      ],
      impact: 'Lost disks and shared snapshots show nothing without the key.',
      sideEffects: ['Each machine is away while its volume is exchanged.'],
    };
  },
  examples: [
    {
      title: 'a bare volume',
      resources: [
        { name: 'vol-p', configuration: { VolumeId: 'vol-p' }, fails: ['aws-ebs-volume-encrypted'] },
      ],
      says: ['enable-ebs-encryption-by-default --region us-east-1', '--volume-id vol-p'],
    },
  ],
});
