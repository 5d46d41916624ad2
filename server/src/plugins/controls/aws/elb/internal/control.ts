import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { loadBalancerType } from '../../../../providers/aws/resources/load_balancer/schema.ts';
import { isClassic } from '../../load-balancing/balancers.ts';

export const control = defineControl({
  id: 'aws-elb-internal',
  version: 1,
  title: 'Classic load balancer is not reachable from the internet',
  severity: 'low',
  category: 'networking',
  risk: 'Classic balancers know neither web ACLs nor redirects. One that faces the internet has nothing in front of it and should be a new one or an internal one.',
  advice: {
    console:
      'EC2 → Load balancers → Launch ALB/NLB migration wizard from the classic balancer, or create an internal one and delete the public one.',
    cli: 'aws elb create-load-balancer --load-balancer-name NAME --scheme internal --listeners LISTENERS --subnets SUBNET_A SUBNET_B',
    terraform: 'resource "aws_elb" "this" {\n  internal = true\n}',
    cloudformation: 'Type: AWS::ElasticLoadBalancing::LoadBalancer\nProperties:\n  Scheme: internal',
  },
  references: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-internal-load-balancers.html',
  ],
  resource: loadBalancerType,
  equivalents: ['prowler:elb_internet_facing'],
  withoutFramework: 'Many balancers are there for the internet; no framework asks that none is.',
  evaluate(balancer) {
    if (!isClassic(balancer)) return notApplicable('It is no classic load balancer.', 'Type');
    if (balancer.Scheme === 'internet-facing') return fail('The balancer faces the internet.', 'Scheme');
    return pass('The balancer is internal.', 'Scheme');
  },
});
