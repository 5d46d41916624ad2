import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import type { AwsSession } from '../../session/types.ts';
import { collectClassic } from './classic.ts';
import { collectModern } from './modern.ts';
import { loadBalancerType } from './schema.ts';

export const loadBalancerCollector = defineCollector<AwsSession>({
  resource: loadBalancerType,
  scope: 'regional',
  lists: [
    {
      operation: 'elastic-load-balancing-v2:DescribeLoadBalancers',
      permission: 'elasticloadbalancing:DescribeLoadBalancers',
    },
    {
      operation: 'elastic-load-balancing:DescribeLoadBalancers',
      permission: 'elasticloadbalancing:DescribeLoadBalancers',
    },
  ],
  details: [
    {
      operation: 'elastic-load-balancing-v2:DescribeLoadBalancerAttributes',
      permission: 'elasticloadbalancing:DescribeLoadBalancerAttributes',
      paths: ['LoadBalancerAttributes'],
      absent: ['LoadBalancerNotFound'],
    },
    {
      operation: 'elastic-load-balancing-v2:DescribeListeners',
      permission: 'elasticloadbalancing:DescribeListeners',
      paths: ['Listeners'],
      absent: ['LoadBalancerNotFound'],
    },
    {
      operation: 'elastic-load-balancing-v2:DescribeRules',
      permission: 'elasticloadbalancing:DescribeRules',
      paths: ['ListenerRules'],
      absent: ['ListenerNotFound'],
    },
    {
      operation: 'elastic-load-balancing-v2:DescribeTags',
      permission: 'elasticloadbalancing:DescribeTags',
      paths: ['Tags'],
    },
    {
      operation: 'elastic-load-balancing:DescribeLoadBalancerAttributes',
      permission: 'elasticloadbalancing:DescribeLoadBalancerAttributes',
      paths: [
        'AccessLoggingPolicy',
        'AdditionalAttributes',
        'ConnectionDrainingPolicy',
        'ConnectionSettings',
        'CrossZone',
      ],
      absent: ['LoadBalancerNotFound', 'AccessPointNotFound'],
    },
    {
      operation: 'elastic-load-balancing:DescribeLoadBalancerPolicies',
      permission: 'elasticloadbalancing:DescribeLoadBalancerPolicies',
      paths: ['Policies'],
      absent: ['LoadBalancerNotFound', 'AccessPointNotFound'],
    },
    {
      operation: 'elastic-load-balancing:DescribeTags',
      permission: 'elasticloadbalancing:DescribeTags',
      paths: ['Tags'],
    },
  ],
  async *collect(session) {
    yield* collectModern(session);
    yield* collectClassic(session);
  },
});
