import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { loadBalancerType } from '../../../../providers/aws/resources/load_balancer/schema.ts';
import { portOf } from '../../load-balancing/balancers.ts';

export const control = defineControl({
  id: 'aws-elbv2-network-tls-terminated',
  version: 1,
  title: 'Network load balancer has a TLS listener',
  severity: 'medium',
  category: 'encryption',
  risk: 'A balancer that passes TCP through leaves encryption to every single machine behind it: one that forgets it answers in the clear, and nobody sees which versions are spoken.',
  advice: {
    console:
      'EC2 → Load balancers → the balancer → Listeners → Add listener: protocol TLS, a certificate of ACM and a current security policy.',
    cli: 'aws elbv2 create-listener --load-balancer-arn ARN --protocol TLS --port 443 --certificates CertificateArn=CERT_ARN --default-actions Type=forward,TargetGroupArn=TG_ARN',
    terraform:
      'resource "aws_lb_listener" "tls" {\n  port            = 443\n  protocol        = "TLS"\n  certificate_arn = aws_acm_certificate.this.arn\n}',
    cloudformation: 'Type: AWS::ElasticLoadBalancingV2::Listener\nProperties:\n  Port: 443\n  Protocol: TLS',
  },
  references: ['https://docs.aws.amazon.com/elasticloadbalancing/latest/network/create-tls-listener.html'],
  resource: loadBalancerType,
  equivalents: ['prowler:elbv2_nlb_tls_termination_enabled'],
  withoutFramework:
    'Targets may end TLS themselves; frameworks ask for encryption and not for the place where it ends.',
  evaluate(balancer) {
    if (balancer.Type !== 'network')
      return notApplicable(`It is a load balancer of the type ${balancer.Type}.`, 'Type');
    const listeners = balancer.Listeners ?? [];
    if (listeners.length === 0) return notApplicable('The balancer has no listener.', 'Listeners');
    const tls = listeners.findIndex(({ Protocol }) => Protocol === 'TLS');
    if (tls >= 0) return pass('A listener of the balancer speaks TLS.', `Listeners.${tls}`);
    return fail(`No listener speaks TLS: ${listeners.map(portOf).join(', ')}.`, 'Listeners');
  },
});
