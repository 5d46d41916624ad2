import { cli, counted, forEach, inRegion, listed } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { ebsVolumeType } from '../../../providers/aws/resources/ebs_volume/schema.ts';
import { regionalPrice } from '../prices.ts';

export const recommendation = defineRecommendation({
  id: 'aws-ebs-use-gp3',
  version: 1,
  title: 'Use gp3 instead of gp2',
  kind: 'cost',
  resource: ebsVolumeType,
  per: 'account',
  controls: [],
  severity: 'low',
  exposure: 'account',
  effortMinutes: 20,
  references: ['https://docs.aws.amazon.com/ebs/latest/userguide/general-purpose.html'],
  when: ({ VolumeType: type, Size: size }) =>
    type === 'gp2' && size !== undefined ? { VolumeType: type, Size: size } : null,
  savings: {
    assumption:
      'Difference of the list prices of gp2 and gp3 per GiB. The lower end buys as many operations and as much throughput as the gp2 volume has at most (0.005 dollars per operation above 3,000 and 0.04 per MiB/s above 125 in us-east-1), the upper end takes the base of gp3.',
    of({ configuration, region }) {
      const size = configuration.Size ?? 0;
      const most = regionalPrice({ usEast1: 0.02, dearest: 0.038 }, region, size);
      const operations = Math.max(0, Math.min(16_000, size * 3) - 3000);
      const throughput = size <= 170 ? 0 : 125;
      const least = Math.max(0, 0.02 * size - operations * 0.005 - throughput * 0.04);
      return { low: least, high: most.high };
    },
  },
  advise({ resources, total }) {
    const size = resources.reduce((sum, { configuration }) => sum + (configuration.Size ?? 0), 0);
    return {
      title: `Change ${counted(total, 'volume')} from gp2 to gp3`,
      explanation:
        `${listed(
          resources.map(({ name }) => name),
          total,
        )} ${total === 1 ? 'is' : 'are'} of the type gp2${total > resources.length ? '' : `, ${size.toLocaleString('en')} GiB together`}. ` +
        'gp3 costs a fifth less per GiB, and its 3,000 operations do not depend on the size.',
      steps: [
        {
          text: 'Volumes over 1,000 GiB have more than 3,000 operations as gp2, and volumes over 170 GiB more throughput: order what they use, by CloudWatch.',
        },
        {
          text: 'Change the type while the volume is in use.',
          commands: forEach(
            resources,
            (volume) =>
              cli`aws ec2 modify-volume${inRegion(volume)} --volume-id ${volume.configuration.VolumeId ?? volume.externalId} --volume-type gp3`,
          ),
        },
        { text: 'Change it in templates and images too.' },
      ],
      impact: 'The same storage for less, with steady performance for small volumes.',
      sideEffects: ['For some hours the volume can be slower, and it cannot be changed again for six hours.'],
    };
  },
  examples: [
    {
      title: 'a small volume in us-east-1',
      resources: [{ name: 'vol-a', configuration: { VolumeId: 'vol-a', VolumeType: 'gp2', Size: 100 } }],
      says: ['--volume-id vol-a --volume-type gp3', '100 GiB'],
      savings: { low: 2, high: 2 },
    },
    {
      title: 'a large one elsewhere',
      resources: [
        {
          name: 'vol-b',
          region: 'eu-central-1',
          configuration: { VolumeId: 'vol-b', VolumeType: 'gp2', Size: 2000 },
        },
      ],
      says: ['2,000 GiB'],
      savings: { low: 20, high: 76 },
    },
    {
      title: 'a gp3',
      resources: [{ name: 'vol-c', configuration: { VolumeId: 'vol-c', VolumeType: 'gp3', Size: 100 } }],
      says: [],
    },
  ],
});
