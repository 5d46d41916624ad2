import { fail, notApplicable, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { loadBalancerType } from '../../../../providers/aws/resources/load_balancer/schema.ts';
import { isClassic, isEncrypted, oldestTls, portOf, versionText } from '../../load-balancing/balancers.ts';

export const control = defineControl({
  id: 'aws-elbv2-tls-policy-current',
  version: 1,
  title: 'Load balancer accepts TLS 1.2 and newer only',
  severity: 'medium',
  category: 'encryption',
  risk: 'TLS 1.0 and 1.1 have known weaknesses and are withdrawn. A balancer that still accepts them lets an attacker on the way push both sides down to them.',
  advice: {
    console:
      'EC2 → Load balancers → the balancer → Listeners → the HTTPS listener → Edit: security policy ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09.',
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
  equivalents: ['prowler:elbv2_insecure_ssl_ciphers'],
  evaluate(balancer) {
    if (isClassic(balancer)) return notApplicable('It is a classic load balancer.', 'Type');
    const listeners = (balancer.Listeners ?? [])
      .map((listener, at) => ({ listener, at }))
      .filter(({ listener }) => isEncrypted(listener));
    if (listeners.length === 0) return notApplicable('The balancer encrypts nothing itself.', 'Listeners');
    let unread: string | undefined;
    for (const { listener, at } of listeners) {
      // Made without a policy, a listener has the oldest one that AWS still gives.
      const policy = listener.SslPolicy ?? 'ELBSecurityPolicy-2016-08';
      const oldest = oldestTls(policy);
      if (oldest === undefined) unread ??= policy;
      else if (oldest < 12)
        return fail(
          `The listener ${portOf(listener)} accepts ${versionText(oldest)} by ${policy}.`,
          `Listeners.${at}.SslPolicy`,
        );
    }
    if (unread !== undefined)
      return unknown(`What the security policy ${unread} accepts is not known here.`, 'Listeners');
    return pass('All encrypted listeners begin at TLS 1.2.', 'Listeners');
  },
});
