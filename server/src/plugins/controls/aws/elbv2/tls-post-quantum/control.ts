import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { loadBalancerType } from '../../../../providers/aws/resources/load_balancer/schema.ts';
import { isClassic, isEncrypted, portOf } from '../../load-balancing/balancers.ts';

export const control = defineControl({
  id: 'aws-elbv2-tls-post-quantum',
  version: 1,
  title: 'Load balancer offers a key exchange that withstands quantum computers',
  severity: 'low',
  category: 'encryption',
  risk: 'What is recorded today can be read when quantum computers are there. A hybrid key exchange protects traffic of clients that know it, and changes nothing for others.',
  advice: {
    console:
      'EC2 → Load balancers → the balancer → Listeners → the listener → Edit: a security policy with PQ in its name.',
    cli: 'aws elbv2 modify-listener --listener-arn ARN --ssl-policy ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09',
    terraform:
      'resource "aws_lb_listener" "https" {\n  ssl_policy = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"\n}',
    cloudformation:
      'Type: AWS::ElasticLoadBalancingV2::Listener\nProperties:\n  SslPolicy: ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09',
  },
  references: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html',
  ],
  resource: loadBalancerType,
  equivalents: ['prowler:elbv2_listener_pqc_tls_enabled'],
  evaluate(balancer) {
    if (isClassic(balancer)) return notApplicable('It is a classic load balancer.', 'Type');
    const listeners = (balancer.Listeners ?? [])
      .map((listener, at) => ({ listener, at }))
      .filter(({ listener }) => isEncrypted(listener));
    if (listeners.length === 0) return notApplicable('The balancer encrypts nothing itself.', 'Listeners');
    const old = listeners.find(({ listener }) => listener.SslPolicy?.includes('-PQ-') !== true);
    if (old !== undefined)
      return fail(
        `The policy of the listener ${portOf(old.listener)} is ${old.listener.SslPolicy ?? 'the default one'}, without a post-quantum key exchange.`,
        `Listeners.${old.at}.SslPolicy`,
      );
    return pass('All encrypted listeners offer a post-quantum key exchange.', 'Listeners');
  },
});
