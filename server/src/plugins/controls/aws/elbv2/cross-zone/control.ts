import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { loadBalancerType } from '../../../../providers/aws/resources/load_balancer/schema.ts';
import { attributeOf, isClassic } from '../../load-balancing/balancers.ts';

export const control = defineControl({
  id: 'aws-elbv2-cross-zone',
  version: 1,
  title: 'Load balancer spreads requests over all zones',
  severity: 'medium',
  category: 'resilience',
  risk: 'Without it each zone gets the same share, however few targets it has: when one zone loses its machines, the requests that arrive there fail.',
  advice: {
    console:
      'EC2 → Load balancers → the balancer → Attributes → Edit: switch on "Cross-zone load balancing".',
    cli: 'aws elbv2 modify-load-balancer-attributes --load-balancer-arn ARN --attributes Key=load_balancing.cross_zone.enabled,Value=true',
    terraform:
      'resource "aws_lb" "this" {\n  load_balancer_type               = "network"\n  enable_cross_zone_load_balancing = true\n}',
    cloudformation: 'LoadBalancerAttributes:\n  - Key: load_balancing.cross_zone.enabled\n    Value: "true"',
  },
  references: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-target-groups.html',
  ],
  resource: loadBalancerType,
  equivalents: ['prowler:elbv2_cross_zone_load_balancing_enabled'],
  evaluate(balancer) {
    if (isClassic(balancer)) return notApplicable('It is a classic load balancer.', 'Type');
    const set = attributeOf(balancer, 'load_balancing.cross_zone.enabled');
    if (set === 'true' || (set === undefined && balancer.Type === 'application'))
      return pass('Requests are spread over all zones.', 'LoadBalancerAttributes');
    return fail(
      'Requests stay in the zone where they arrive, which is the default of this type.',
      'LoadBalancerAttributes',
    );
  },
});
