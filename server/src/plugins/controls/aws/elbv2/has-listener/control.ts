import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { loadBalancerType } from '../../../../providers/aws/resources/load_balancer/schema.ts';
import { isClassic } from '../../load-balancing/balancers.ts';

export const control = defineControl({
  id: 'aws-elbv2-has-listener',
  version: 1,
  title: 'Load balancer has a listener',
  severity: 'low',
  category: 'governance',
  risk: 'A balancer without a listener serves nobody, costs money and confuses whoever has to find the one that counts.',
  advice: {
    console: 'EC2 → Load balancers → the balancer → Listeners → Add listener, or delete the balancer.',
    cli: 'aws elbv2 delete-load-balancer --load-balancer-arn ARN',
    terraform:
      'resource "aws_lb_listener" "https" {\n  load_balancer_arn = aws_lb.this.arn\n  port              = 443\n  protocol          = "HTTPS"\n}',
    cloudformation:
      'Type: AWS::ElasticLoadBalancingV2::Listener\nProperties:\n  LoadBalancerArn: !Ref Balancer\n  Port: 443\n  Protocol: HTTPS',
  },
  references: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-listeners.html',
  ],
  resource: loadBalancerType,
  equivalents: ['prowler:elbv2_listeners_underneath'],
  withoutFramework: 'A balancer without a listener costs money and is no risk that a framework names.',
  evaluate(balancer) {
    if (isClassic(balancer)) return notApplicable('It is a classic load balancer.', 'Type');
    const count = balancer.Listeners?.length ?? 0;
    if (count > 0) return pass(`The balancer has ${count} listeners.`, 'Listeners');
    return fail('The balancer has no listener.', 'Listeners');
  },
});
