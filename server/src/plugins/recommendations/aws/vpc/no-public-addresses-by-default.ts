import { cli, counted, forEach, inRegion, listed } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { subnetType } from '../../../providers/aws/resources/subnet/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-vpc-no-public-addresses-by-default',
  version: 1,
  title: 'Give public addresses on purpose only',
  kind: 'security',
  resource: subnetType,
  per: 'account',
  controls: ['aws-vpc-subnet-no-public-addresses'],
  driftAttributes: ['MapPublicIpOnLaunch'],
  exposure: 'internet',
  effortMinutes: 15,
  references: [],
  advise({ resources, total }) {
    return {
      title: `Stop ${counted(total, 'subnet')} from giving public addresses`,
      explanation: `Whatever is started in ${listed(
        resources.map(({ name }) => name),
        total,
      )} gets a public address without asking for one. The switch changes nothing that runs.`,
      steps: [
        {
          text: 'Switch it off.',
          commands: forEach(
            resources,
            (subnet) =>
              cli`aws ec2 modify-subnet-attribute${inRegion(subnet)} --subnet-id ${subnet.configuration.SubnetId ?? subnet.externalId} --no-map-public-ip-on-launch`,
          ),
        },
        {
          text: 'Say it in the templates of what needs an address, and release those that nothing needs: each costs 3.65 dollars a month.',
        },
      ],
      impact: 'A machine is on the internet because somebody wanted it there.',
      sideEffects: ['Auto Scaling groups that relied on it start machines without a way to the internet.'],
    };
  },
  examples: [
    {
      title: 'a public subnet',
      resources: [
        {
          name: 'public-a',
          configuration: { SubnetId: 'subnet-1' },
          fails: ['aws-vpc-subnet-no-public-addresses'],
        },
      ],
      says: ['--subnet-id subnet-1 --no-map-public-ip-on-launch'],
    },
  ],
});
