import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { loadBalancerType } from '../../../../providers/aws/resources/load_balancer/schema.ts';
import { isClassic } from '../../load-balancing/balancers.ts';

export const control = defineControl({
  id: 'aws-elb-several-zones',
  version: 1,
  title: 'Classic load balancer stands in at least two zones',
  severity: 'medium',
  category: 'resilience',
  risk: 'A balancer in one zone is gone with that zone, and with it the only way to the machines behind it.',
  advice: {
    console:
      'EC2 → Load balancers → the classic balancer → Network mapping → Edit: add a subnet of another zone.',
    cli: 'aws elb attach-load-balancer-to-subnets --load-balancer-name NAME --subnets SUBNET_B',
    terraform: 'resource "aws_elb" "this" {\n  subnets = [aws_subnet.a.id, aws_subnet.b.id]\n}',
    cloudformation:
      'Type: AWS::ElasticLoadBalancing::LoadBalancer\nProperties:\n  Subnets: [!Ref SubnetA, !Ref SubnetB]',
  },
  references: ['https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-manage-subnets.html'],
  resource: loadBalancerType,
  equivalents: ['prowler:elb_is_in_multiple_az'],
  evaluate(balancer) {
    if (!isClassic(balancer)) return notApplicable('It is no classic load balancer.', 'Type');
    const zones = balancer.AvailabilityZones ?? [];
    if (zones.length > 1) return pass(`The balancer stands in ${zones.length} zones.`, 'AvailabilityZones');
    return fail(`The balancer stands in ${zones[0] ?? 'no zone'} only.`, 'AvailabilityZones');
  },
});
