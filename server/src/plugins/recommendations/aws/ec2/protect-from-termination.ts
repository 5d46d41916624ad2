import { cli, counted, forEach, inRegion, listed } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { ec2InstanceType } from '../../../providers/aws/resources/ec2_instance/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-ec2-protect-from-termination',
  version: 1,
  title: 'Protect machines that stand alone from termination',
  kind: 'performance',
  resource: ec2InstanceType,
  per: 'account',
  controls: ['aws-ec2-instance-termination-protected'],
  driftAttributes: ['DisableApiTermination'],
  exposure: 'account',
  effortMinutes: 10,
  references: [],
  advise({ resources, total }) {
    return {
      title: `Protect ${counted(total, 'instance')} from termination`,
      explanation: `One wrong id in one command ends ${listed(
        resources.map(({ name }) => name),
        total,
      )} with ${total === 1 ? 'its' : 'their'} volumes, and no group starts ${total === 1 ? 'it' : 'them'} again.`,
      steps: [
        {
          text: 'Switch the protection on.',
          commands: forEach(
            resources,
            (instance) =>
              cli`aws ec2 modify-instance-attribute${inRegion(instance)} --instance-id ${instance.configuration.InstanceId ?? instance.externalId} --disable-api-termination`,
          ),
        },
        { text: 'Better still, let an Auto Scaling group of one machine replace it by itself.' },
      ],
      impact: 'Ending the machine takes two deliberate calls.',
      sideEffects: ['Templates that delete the machine fail until the protection is off.'],
    };
  },
  examples: [
    {
      title: 'a machine of its own',
      resources: [
        {
          name: 'pet',
          configuration: { InstanceId: 'i-p' },
          fails: ['aws-ec2-instance-termination-protected'],
        },
      ],
      says: ['--instance-id i-p --disable-api-termination'],
    },
  ],
});
