import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { loadBalancerType } from '../../../../providers/aws/resources/load_balancer/schema.ts';
import { isClassic, isEncrypted, portOf } from '../../load-balancing/balancers.ts';

export const control = defineControl({
  id: 'aws-elb-acm-certificates',
  version: 1,
  title: 'Classic load balancer takes its certificates from ACM',
  severity: 'medium',
  category: 'encryption',
  risk: 'A certificate that was uploaded to IAM expires without anybody renewing it, and its key lies somewhere else too. ACM renews by itself and never shows the key.',
  advice: {
    console:
      'Certificate Manager → Request; then EC2 → Load balancers → the classic balancer → Listeners → Manage: choose the certificate.',
    cli: 'aws elb set-load-balancer-listener-ssl-certificate --load-balancer-name NAME --load-balancer-port 443 --ssl-certificate-id CERT_ARN',
    terraform:
      'resource "aws_elb" "this" {\n  listener {\n    ssl_certificate_id = aws_acm_certificate.this.arn\n  }\n}',
    cloudformation: 'Listeners:\n  - Protocol: HTTPS\n    SSLCertificateId: !Ref AcmCertificate',
  },
  references: ['https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-update-ssl-cert.html'],
  resource: loadBalancerType,
  equivalents: ['prowler:elb_ssl_listeners_use_acm_certificate'],
  evaluate(balancer) {
    if (!isClassic(balancer)) return notApplicable('It is no classic load balancer.', 'Type');
    const listeners = balancer.Listeners ?? [];
    if (!listeners.some(isEncrypted))
      return notApplicable('The balancer has no encrypted listener.', 'Listeners');
    const other = listeners.findIndex(
      (listener) => isEncrypted(listener) && listener.SSLCertificateId?.includes(':acm:') !== true,
    );
    if (other >= 0)
      return fail(
        `The certificate of the listener ${portOf(listeners[other] ?? {})} is not one of ACM.`,
        `Listeners.${other}`,
      );
    return pass('All certificates come from ACM.', 'Listeners');
  },
});
