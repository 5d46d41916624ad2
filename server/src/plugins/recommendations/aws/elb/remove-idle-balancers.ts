import { cli, counted, forEach, inRegion, listed } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { loadBalancerType } from '../../../providers/aws/resources/load_balancer/schema.ts';
import { balancerPrices, regionalPrice } from '../prices.ts';

const isEmptyClassic = (balancer: {
  Type?: string | undefined;
  Instances?: readonly string[] | undefined;
}): boolean => balancer.Type === 'classic' && (balancer.Instances ?? []).length === 0;

export const recommendation = defineRecommendation({
  id: 'aws-elb-remove-idle-balancers',
  version: 1,
  title: 'Remove load balancers that lead nowhere',
  kind: 'cost',
  resource: loadBalancerType,
  per: 'account',
  controls: ['aws-elbv2-has-listener'],
  severity: 'low',
  exposure: 'account',
  effortMinutes: 20,
  references: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/load-balancer-getting-started.html',
  ],
  when: (balancer) => (isEmptyClassic(balancer) ? { Type: 'classic', Instances: 0 } : null),
  savings: {
    assumption:
      'The list price of an hour of a load balancer, 730 hours a month, without capacity units and public addresses.',
    of({ configuration, region }) {
      const price = balancerPrices[configuration.Type ?? ''];
      return price === undefined ? null : regionalPrice(price, region);
    },
  },
  advise({ resources, total }) {
    const empty = resources.filter(({ configuration }) => isEmptyClassic(configuration));
    return {
      title: `Remove ${counted(total, 'load balancer')} that ${total === 1 ? 'leads' : 'lead'} nowhere`,
      explanation:
        `${listed(
          resources.map(({ name }) => name),
          total,
        )} ${total === 1 ? 'has' : 'have'} no listener or no machine behind ${total === 1 ? 'it' : 'them'}, so no request can be answered there` +
        `${empty.length > 0 ? `; ${listed(empty.map(({ name }) => name))} ${empty.length === 1 ? 'is' : 'are'} classic and had no machine when the account was read` : ''}.`,
      steps: [
        { text: 'Look for names in DNS that point to it, and at its request counts of the last weeks.' },
        {
          text: 'Delete it.',
          commands: forEach(resources, (balancer) =>
            balancer.configuration.Type === 'classic'
              ? cli`aws elb delete-load-balancer${inRegion(balancer)} --load-balancer-name ${balancer.configuration.LoadBalancerName ?? balancer.name}`
              : cli`aws elbv2 delete-load-balancer${inRegion(balancer)} --load-balancer-arn ${balancer.configuration.LoadBalancerArn ?? balancer.externalId}`,
          ),
        },
      ],
      impact: 'Nothing is paid for a door without a house.',
      sideEffects: ['Its name in DNS is gone; a new load balancer gets another one.'],
    };
  },
  examples: [
    {
      title: 'a classic one without machines',
      resources: [
        { name: 'old-lb', configuration: { Type: 'classic', LoadBalancerName: 'old-lb', Instances: [] } },
      ],
      says: ['aws elb delete-load-balancer', 'old-lb is classic'],
      savings: { low: 18.25, high: 18.25 },
    },
    {
      title: 'a classic one with machines',
      resources: [{ name: 'lb', configuration: { Type: 'classic', Instances: ['i-1'] } }],
      says: [],
    },
  ],
});
