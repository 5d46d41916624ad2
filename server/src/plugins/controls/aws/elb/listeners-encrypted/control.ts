import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { loadBalancerType } from '../../../../providers/aws/resources/load_balancer/schema.ts';
import { isClassic, isEncrypted, portOf } from '../../load-balancing/balancers.ts';

export const control = defineControl({
  id: 'aws-elb-listeners-encrypted',
  version: 1,
  title: 'Classic load balancer encrypts all its listeners',
  severity: 'medium',
  category: 'encryption',
  risk: 'A listener of HTTP or TCP takes everything in the clear: whoever is on the way reads and changes it. Classic balancers cannot redirect, so the port should not be there.',
  advice: {
    console:
      'EC2 → Load balancers → the classic balancer → Listeners → Manage: replace HTTP by HTTPS and TCP by SSL, with a certificate of ACM.',
    cli: "aws elb create-load-balancer-listeners --load-balancer-name NAME --listeners 'Protocol=HTTPS,LoadBalancerPort=443,InstanceProtocol=HTTPS,InstancePort=443,SSLCertificateId=CERT_ARN'",
    terraform:
      'resource "aws_elb" "this" {\n  listener {\n    lb_port            = 443\n    lb_protocol        = "https"\n    instance_port      = 443\n    instance_protocol  = "https"\n    ssl_certificate_id = aws_acm_certificate.this.arn\n  }\n}',
    cloudformation:
      'Listeners:\n  - LoadBalancerPort: "443"\n    Protocol: HTTPS\n    InstancePort: "443"\n    SSLCertificateId: !Ref Certificate',
  },
  references: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-https-load-balancers.html',
  ],
  resource: loadBalancerType,
  equivalents: ['prowler:elb_ssl_listeners'],
  evaluate(balancer) {
    if (!isClassic(balancer)) return notApplicable('It is no classic load balancer.', 'Type');
    const listeners = balancer.Listeners ?? [];
    if (listeners.length === 0) return notApplicable('The balancer has no listener.', 'Listeners');
    const open = listeners.findIndex((listener) => !isEncrypted(listener));
    if (open >= 0)
      return fail(`The listener ${portOf(listeners[open] ?? {})} is not encrypted.`, `Listeners.${open}`);
    return pass('All listeners are encrypted.', 'Listeners');
  },
});
