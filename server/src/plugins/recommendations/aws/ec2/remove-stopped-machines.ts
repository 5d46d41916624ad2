import { cli, counted, forEach, inRegion, listed } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { ec2InstanceType } from '../../../providers/aws/resources/ec2_instance/schema.ts';
import { regionalPrice, volumePrices } from '../prices.ts';

export const recommendation = defineRecommendation({
  id: 'aws-ec2-remove-stopped-machines',
  version: 1,
  title: 'Remove machines that have been stopped for long',
  kind: 'cost',
  resource: ec2InstanceType,
  per: 'account',
  controls: ['aws-ec2-instance-not-long-stopped'],
  exposure: 'account',
  effortMinutes: 30,
  references: [],
  savings: {
    assumption:
      'The volumes of a stopped instance at the list price of their type, without provisioned operations; a snapshot that is kept instead costs about half of gp2 for what is really written.',
    of({ configuration, region }) {
      const volumes = (configuration.BlockDeviceMappings ?? []).flatMap(({ Ebs: ebs }) =>
        ebs === undefined ? [] : [ebs],
      );
      if (volumes.length === 0) return null;
      let sum = { low: 0, high: 0 };
      for (const { VolumeSize: size, VolumeType: type } of volumes) {
        const price = volumePrices[type ?? ''];
        if (size === undefined || price === undefined) return null;
        const one = regionalPrice(price, region, size);
        sum = { low: sum.low + one.low, high: sum.high + one.high };
      }
      return sum;
    },
  },
  advise({ resources, total }) {
    return {
      title: `Remove ${counted(total, 'instance')} that ${total === 1 ? 'has' : 'have'} been stopped for over 30 days`,
      explanation: `${listed(
        resources.map(({ name }) => name),
        total,
      )} ${total === 1 ? 'does' : 'do'} not run, but ${total === 1 ? 'its volumes are' : 'their volumes are'} charged as if ${total === 1 ? 'it' : 'they'} did, and nobody patches what does not run.`,
      steps: [
        { text: 'Ask the owner by the tags of the machine whether it is still needed.' },
        {
          text: 'Keep an image of it where somebody may want it back.',
          commands: forEach(
            resources,
            (instance) =>
              cli`aws ec2 create-image${inRegion(instance)} --instance-id ${instance.configuration.InstanceId ?? instance.externalId} --name ${`${instance.name}-archived`}`,
          ),
        },
        {
          text: 'End the machine when the image is available.',
          commands: forEach(
            resources,
            (instance) =>
              cli`aws ec2 terminate-instances${inRegion(instance)} --instance-ids ${instance.configuration.InstanceId ?? instance.externalId}`,
          ),
        },
      ],
      impact: 'Volumes of machines that nobody uses stop to be charged.',
      sideEffects: ['Ending a machine deletes volumes that are marked so and frees its private address.'],
    };
  },
  examples: [
    {
      title: 'a stopped machine in us-east-1',
      resources: [
        {
          name: 'old-ci',
          configuration: {
            InstanceId: 'i-s',
            BlockDeviceMappings: [{ DeviceName: '/dev/sda1', Ebs: { VolumeSize: 100, VolumeType: 'gp3' } }],
          },
          fails: ['aws-ec2-instance-not-long-stopped'],
        },
      ],
      says: ['--instance-ids i-s', 'old-ci-archived'],
      savings: { low: 8, high: 8 },
    },
  ],
});
