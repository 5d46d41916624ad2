import { cli, counted, forEach, inRegion, listed } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { loadBalancerType } from '../../../providers/aws/resources/load_balancer/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-elb-keep-access-logs',
  version: 1,
  title: 'Keep access logs of load balancers',
  kind: 'security',
  resource: loadBalancerType,
  per: 'account',
  controls: ['aws-elbv2-access-logs-kept', 'aws-elb-access-logs-kept'],
  driftAttributes: ['AccessLoggingPolicy'],
  exposure: 'account',
  effortMinutes: 30,
  references: [],
  advise({ resources, total }) {
    const newer = resources.filter(({ configuration }) => configuration.Type !== 'classic');
    const classic = resources.filter(({ configuration }) => configuration.Type === 'classic');
    return {
      title: `Keep access logs of ${counted(total, 'load balancer')}`,
      explanation: `Requests to ${listed(
        resources.map(({ name }) => name),
        total,
      )} leave no record, so an attack cannot be told from a bug afterwards. One bucket per region takes the logs of all.`,
      steps: [
        {
          text: 'Create a bucket in each region whose policy lets the delivery service write, with a lifecycle rule.',
        },
        ...(newer.length > 0
          ? [
              {
                text: 'Switch the logs on.',
                commands: forEach(
                  newer,
                  (balancer) =>
                    cli`aws elbv2 modify-load-balancer-attributes${inRegion(balancer)} --load-balancer-arn ${balancer.configuration.LoadBalancerArn ?? balancer.externalId} --attributes Key=access_logs.s3.enabled,Value=true ${`Key=access_logs.s3.bucket,Value=lb-logs-${balancer.accountId}-${balancer.region}`}`,
                ),
              },
            ]
          : []),
        ...(classic.length > 0
          ? [
              {
                text: 'Classic ones have a command of their own.',
                commands: forEach(
                  classic,
                  (balancer) =>
                    cli`aws elb describe-load-balancer-attributes${inRegion(balancer)} --load-balancer-name ${balancer.configuration.LoadBalancerName ?? balancer.name}`,
                ),
              },
            ]
          : []),
      ],
      impact: 'Requests of the past can be looked up.',
      sideEffects: ['The files are charged as storage.'],
    };
  },
  examples: [
    {
      title: 'a silent one',
      resources: [
        {
          name: 'edge',
          configuration: { Type: 'application', LoadBalancerArn: 'arn:edge' },
          fails: ['aws-elbv2-access-logs-kept'],
        },
      ],
      says: ['--load-balancer-arn arn:edge', 'lb-logs-111122223333-us-east-1'],
    },
  ],
});
