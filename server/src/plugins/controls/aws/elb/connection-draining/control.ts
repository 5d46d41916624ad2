import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { loadBalancerType } from '../../../../providers/aws/resources/load_balancer/schema.ts';
import { isClassic } from '../../load-balancing/balancers.ts';

export const control = defineControl({
  id: 'aws-elb-connection-draining',
  version: 1,
  title: 'Classic load balancer lets requests finish when a machine leaves',
  severity: 'low',
  category: 'resilience',
  risk: 'Without draining every machine that is replaced cuts off the requests it was working on: payments in the middle, uploads near the end.',
  advice: {
    console:
      'EC2 → Load balancers → the classic balancer → Attributes → Edit: switch on "Connection draining" with 300 seconds.',
    cli: "aws elb modify-load-balancer-attributes --load-balancer-name NAME --load-balancer-attributes 'ConnectionDraining={Enabled=true,Timeout=300}'",
    terraform:
      'resource "aws_elb" "this" {\n  connection_draining         = true\n  connection_draining_timeout = 300\n}',
    cloudformation: 'ConnectionDrainingPolicy:\n  Enabled: true\n  Timeout: 300',
  },
  references: ['https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/config-conn-drain.html'],
  resource: loadBalancerType,
  equivalents: ['prowler:elb_connection_draining_enabled'],
  evaluate(balancer) {
    if (!isClassic(balancer)) return notApplicable('It is no classic load balancer.', 'Type');
    if (balancer.ConnectionDrainingPolicy?.Enabled === true)
      return pass('Connections are drained.', 'ConnectionDrainingPolicy');
    return fail('Connections are cut when a machine leaves.', 'ConnectionDrainingPolicy');
  },
});
