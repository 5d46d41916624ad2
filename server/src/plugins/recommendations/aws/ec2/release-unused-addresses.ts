import { cli, counted, forEach, inRegion, listed } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { elasticIpType } from '../../../providers/aws/resources/elastic_ip/schema.ts';
import { addressPrice, regionalPrice } from '../prices.ts';

export const recommendation = defineRecommendation({
  id: 'aws-ec2-release-unused-addresses',
  version: 1,
  title: 'Release addresses that nothing uses',
  kind: 'cost',
  resource: elasticIpType,
  per: 'account',
  controls: ['aws-ec2-elastic-ip-associated'],
  exposure: 'account',
  effortMinutes: 10,
  references: [],
  savings: {
    assumption:
      'A public IPv4 address costs 0.005 dollars an hour in every region, 730 hours a month. Addresses of your own pools are free.',
    of: ({ configuration }) =>
      configuration.PublicIpv4Pool === undefined || configuration.PublicIpv4Pool === 'amazon'
        ? regionalPrice(addressPrice, 'us-east-1')
        : null,
  },
  advise({ resources, total }) {
    const addresses = resources.map(({ configuration, name }) => configuration.PublicIp ?? name);
    return {
      title: `Release ${counted(total, 'address', 'addresses')} that nothing uses`,
      explanation: `${listed(addresses, total)} ${total === 1 ? 'is' : 'are'} not associated with anything and charged by the hour. A name in DNS that still points there will one day lead to a stranger.`,
      steps: [
        { text: 'Look for the address in your DNS zones and in the allow lists of partners.' },
        {
          text: 'Release it.',
          commands: forEach(
            resources,
            (address) =>
              cli`aws ec2 release-address${inRegion(address)} --allocation-id ${address.configuration.AllocationId ?? address.externalId}`,
          ),
        },
      ],
      impact: 'Nothing is paid for addresses that serve nobody.',
      sideEffects: ['The address goes back to AWS and can hardly be had again.'],
    };
  },
  examples: [
    {
      title: 'two loose addresses',
      resources: [
        {
          name: 'eip-1',
          configuration: { AllocationId: 'eipalloc-1', PublicIp: '198.51.100.7', PublicIpv4Pool: 'amazon' },
          fails: ['aws-ec2-elastic-ip-associated'],
        },
        {
          name: 'eip-2',
          region: 'sa-east-1',
          configuration: { AllocationId: 'eipalloc-2', PublicIp: '198.51.100.8' },
          fails: ['aws-ec2-elastic-ip-associated'],
        },
      ],
      says: ['2 addresses', '198.51.100.7 and 198.51.100.8', '--allocation-id eipalloc-2'],
      savings: { low: 7.3, high: 7.3 },
    },
  ],
});
