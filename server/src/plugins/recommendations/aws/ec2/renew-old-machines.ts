import { cli, counted, forEach, inRegion, listed } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { ec2InstanceType } from '../../../providers/aws/resources/ec2_instance/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-ec2-renew-old-machines',
  version: 1,
  title: 'Renew machines from a current image',
  kind: 'security',
  resource: ec2InstanceType,
  per: 'account',
  controls: [
    'aws-ec2-instance-image-current',
    'aws-ec2-instance-image-young',
    'aws-ec2-instance-recently-started',
    'aws-ec2-instance-hvm',
  ],
  exposure: (instance) => (instance.PublicIp === undefined ? 'account' : 'internet'),
  effortMinutes: 120,
  references: [],
  advise({ resources, total }) {
    return {
      title: `Renew ${counted(total, 'instance')} from a current image`,
      explanation:
        `${listed(
          resources.map(({ name }) => name),
          total,
        )} ${total === 1 ? 'runs' : 'run'} from an image that is old or not maintained, or ${total === 1 ? 'was' : 'were'} not started for half a year. ` +
        'Such machines miss patches of the kernel, and nobody knows whether they come up again.',
      steps: [
        {
          text: 'Find the image that follows.',
          commands: forEach(
            resources,
            (instance) =>
              cli`aws ec2 describe-images${inRegion(instance)} --image-ids ${instance.configuration.ImageId ?? 'none'}`,
          ),
        },
        {
          text: 'Build the machine from a current image by template, not by hand; test it beside the old one.',
        },
        {
          text: 'Move the traffic and end the old machine. Repeat it monthly by a refresh of the Auto Scaling group.',
        },
      ],
      impact: 'Machines are patched, and it is known that they can be started.',
      sideEffects: ['What was changed by hand on the old machine is not on the new one.'],
    };
  },
  examples: [
    {
      title: 'a machine of an old image',
      resources: [
        {
          name: 'legacy',
          configuration: { InstanceId: 'i-9', ImageId: 'ami-1' },
          fails: ['aws-ec2-instance-image-current'],
        },
      ],
      says: ['--image-ids ami-1', '1 instance'],
    },
  ],
});
