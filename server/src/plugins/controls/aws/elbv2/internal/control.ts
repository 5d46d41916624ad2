import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { loadBalancerType } from '../../../../providers/aws/resources/load_balancer/schema.ts';
import { isClassic } from '../../load-balancing/balancers.ts';

export const control = defineControl({
  id: 'aws-elbv2-internal',
  version: 1,
  title: 'Load balancer is not reachable from the internet',
  severity: 'low',
  category: 'networking',
  risk: 'What faces the internet is attacked there. A balancer that only other services use belongs inside the network; each that is public should be so on purpose.',
  advice: {
    console:
      'EC2 → Load balancers → Create load balancer with the scheme "Internal", move the listeners, then delete the public one. The scheme cannot be changed.',
    cli: 'aws elbv2 create-load-balancer --name NAME --scheme internal --subnets SUBNET_A SUBNET_B',
    terraform: 'resource "aws_lb" "this" {\n  internal = true\n}',
    cloudformation: 'Type: AWS::ElasticLoadBalancingV2::LoadBalancer\nProperties:\n  Scheme: internal',
  },
  references: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html',
  ],
  resource: loadBalancerType,
  equivalents: ['prowler:elbv2_internet_facing'],
  withoutFramework: 'Many balancers are there for the internet; no framework asks that none is.',
  evaluate(balancer) {
    if (isClassic(balancer)) return notApplicable('It is a classic load balancer.', 'Type');
    if (balancer.Scheme === 'internet-facing') return fail('The balancer faces the internet.', 'Scheme');
    return pass('The balancer is internal.', 'Scheme');
  },
});
