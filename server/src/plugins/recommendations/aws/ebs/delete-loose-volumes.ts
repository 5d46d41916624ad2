import { cli, counted, forEach, inRegion, listed } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { ebsVolumeType } from '../../../providers/aws/resources/ebs_volume/schema.ts';
import { regionalPrice, volumePrices } from '../prices.ts';

export const recommendation = defineRecommendation({
  id: 'aws-ebs-delete-loose-volumes',
  version: 1,
  title: 'Delete volumes that belong to nothing',
  kind: 'cost',
  resource: ebsVolumeType,
  per: 'account',
  controls: ['aws-ebs-volume-attached'],
  driftAttributes: ['Attachments'],
  exposure: 'account',
  effortMinutes: 20,
  references: [],
  savings: {
    assumption:
      'The list price of the type of the volume per GiB and month, without provisioned operations and throughput, which come on top.',
    of({ configuration, region }) {
      const price = volumePrices[configuration.VolumeType ?? ''];
      return price === undefined || configuration.Size === undefined
        ? null
        : regionalPrice(price, region, configuration.Size);
    },
  },
  advise({ resources, total }) {
    return {
      title: `Delete ${counted(total, 'volume')} that ${total === 1 ? 'belongs' : 'belong'} to no instance`,
      explanation: `${listed(
        resources.map(({ name }) => name),
        total,
      )} ${total === 1 ? 'is' : 'are'} attached to nothing and charged in full. Mostly they were left behind when a machine ended, with data that nobody watches.`,
      steps: [
        {
          text: 'Keep a snapshot of what may be needed.',
          commands: forEach(
            resources,
            (volume) =>
              cli`aws ec2 create-snapshot${inRegion(volume)} --volume-id ${volume.configuration.VolumeId ?? volume.externalId} --description ${`before deletion of ${volume.name}`}`,
          ),
        },
        {
          text: 'Delete the volume when the snapshot is complete.',
          commands: forEach(
            resources,
            (volume) =>
              cli`aws ec2 delete-volume${inRegion(volume)} --volume-id ${volume.configuration.VolumeId ?? volume.externalId}`,
          ),
        },
        { text: 'Set DeleteOnTermination in templates, so that no new ones are left.' },
      ],
      impact: 'Storage that serves nothing stops to be charged.',
      sideEffects: ['A deleted volume cannot be brought back, only a new one be made from its snapshot.'],
    };
  },
  examples: [
    {
      title: 'a loose volume',
      resources: [
        {
          name: 'vol-x',
          configuration: { VolumeId: 'vol-x', VolumeType: 'gp3', Size: 50 },
          fails: ['aws-ebs-volume-attached'],
        },
      ],
      says: ['create-snapshot', 'delete-volume --region us-east-1 --volume-id vol-x'],
      savings: { low: 4, high: 4 },
    },
  ],
});
