import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { loadBalancerType } from '../../../../providers/aws/resources/load_balancer/schema.ts';
import { isClassic } from '../../load-balancing/balancers.ts';

export const control = defineControl({
  id: 'aws-elbv2-several-zones',
  version: 1,
  title: 'Load balancer stands in at least two zones',
  severity: 'medium',
  category: 'resilience',
  risk: 'A balancer in one zone is gone with that zone, and all machines behind it in other zones with it.',
  advice: {
    console:
      'EC2 → Load balancers → the balancer → Network mapping → Edit subnets: add a subnet of another zone.',
    cli: 'aws elbv2 set-subnets --load-balancer-arn ARN --subnets SUBNET_A SUBNET_B',
    terraform: 'resource "aws_lb" "this" {\n  subnets = [aws_subnet.a.id, aws_subnet.b.id]\n}',
    cloudformation:
      'Type: AWS::ElasticLoadBalancingV2::LoadBalancer\nProperties:\n  Subnets: [!Ref SubnetA, !Ref SubnetB]',
  },
  references: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html',
  ],
  resource: loadBalancerType,
  equivalents: ['prowler:elbv2_is_in_multiple_az'],
  evaluate(balancer) {
    if (isClassic(balancer)) return notApplicable('It is a classic load balancer.', 'Type');
    // AWS takes one subnet per zone.
    const zones = balancer.Subnets?.length ?? 0;
    if (zones > 1) return pass(`The balancer stands in ${zones} zones.`, 'Subnets');
    return fail('The balancer stands in one zone.', 'Subnets');
  },
});
