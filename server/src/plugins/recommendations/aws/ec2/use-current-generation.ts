import { cli, counted, forEach, inRegion, listed } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { ec2InstanceType } from '../../../providers/aws/resources/ec2_instance/schema.ts';
import { newerInstance } from '../prices.ts';

export const recommendation = defineRecommendation({
  id: 'aws-ec2-use-current-generation',
  version: 1,
  title: 'Use the current generation of instance types',
  kind: 'cost',
  resource: ec2InstanceType,
  per: 'account',
  controls: [],
  severity: 'low',
  exposure: 'account',
  effortMinutes: 45,
  references: ['https://aws.amazon.com/ec2/previous-generation/'],
  when({ InstanceType: type, State: state }) {
    if (type === undefined || state?.Name !== 'running') return null;
    const newer = newerInstance(type);
    return newer === undefined ? null : { InstanceType: type, newer: newer.type };
  },
  savings: {
    assumption:
      'Difference of the list prices on demand for Linux in us-east-1, 730 hours a month; in other regions up to half more. Reservations and savings plans that you hold change it.',
    of: ({ configuration, region }) =>
      newerInstance(configuration.InstanceType ?? '')?.savings(region) ?? null,
  },
  advise({ resources, total }) {
    const pairs = [
      ...new Set(
        resources.map(
          ({ configuration }) =>
            `${configuration.InstanceType} by ${newerInstance(configuration.InstanceType ?? '')?.type}`,
        ),
      ),
    ];
    return {
      title: `Replace ${counted(total, 'instance')} of a former generation`,
      explanation: `The generation that follows does the same work for less: ${listed(pairs)}. It concerns ${listed(
        resources.map(({ name }) => name),
        total,
      )}.`,
      steps: [
        {
          text: 'The newer types need drivers for NVMe and ENA, which current Linux and Windows images have: try it with one machine.',
        },
        {
          text: 'Stop the machine, change its type, start it.',
          commands: forEach(
            resources,
            (instance) =>
              cli`aws ec2 modify-instance-attribute${inRegion(instance)} --instance-id ${instance.configuration.InstanceId ?? instance.externalId} --instance-type ${newerInstance(instance.configuration.InstanceType ?? '')?.type ?? ''}`,
          ),
        },
        { text: 'Change the type in the template too, or the next machine is an old one again.' },
      ],
      impact: 'The same work for a lower price per hour.',
      sideEffects: [
        'The machine is away while it is stopped, and gets another public address unless it has an Elastic IP.',
      ],
    };
  },
  examples: [
    {
      title: 'a running m4',
      resources: [
        {
          name: 'erp',
          configuration: { InstanceId: 'i-m', InstanceType: 'm4.xlarge', State: { Name: 'running' } },
        },
      ],
      says: ['m4.xlarge by m5.xlarge', '--instance-type m5.xlarge'],
      savings: { low: 5.84, high: 5.84 },
    },
    {
      title: 'a current one',
      resources: [
        {
          name: 'new',
          configuration: { InstanceId: 'i-n', InstanceType: 'm7i.large', State: { Name: 'running' } },
        },
      ],
      says: [],
    },
    {
      title: 'one that is stopped',
      resources: [
        {
          name: 'off',
          configuration: { InstanceId: 'i-o', InstanceType: 'm4.large', State: { Name: 'stopped' } },
        },
      ],
      says: [],
    },
  ],
});
