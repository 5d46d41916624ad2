import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { loadBalancerType } from '../../../../providers/aws/resources/load_balancer/schema.ts';
import { isClassic } from '../../load-balancing/balancers.ts';

export const control = defineControl({
  id: 'aws-elb-cross-zone',
  version: 1,
  title: 'Classic load balancer spreads requests over all zones',
  severity: 'medium',
  category: 'resilience',
  risk: 'Without it each zone gets the same share, however few machines stand there. A zone that lost most of them drowns while others are idle.',
  advice: {
    console:
      'EC2 → Load balancers → the classic balancer → Attributes → Edit: switch on "Cross-zone load balancing".',
    cli: "aws elb modify-load-balancer-attributes --load-balancer-name NAME --load-balancer-attributes 'CrossZoneLoadBalancing={Enabled=true}'",
    terraform: 'resource "aws_elb" "this" {\n  cross_zone_load_balancing = true\n}',
    cloudformation: 'Type: AWS::ElasticLoadBalancing::LoadBalancer\nProperties:\n  CrossZone: true',
  },
  references: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/enable-disable-crosszone-lb.html',
  ],
  resource: loadBalancerType,
  equivalents: ['prowler:elb_cross_zone_load_balancing_enabled'],
  evaluate(balancer) {
    if (!isClassic(balancer)) return notApplicable('It is no classic load balancer.', 'Type');
    if (balancer.CrossZone === true) return pass('Requests are spread over all zones.', 'CrossZone');
    return fail('Requests stay in the zone where they arrive.', 'CrossZone');
  },
});
