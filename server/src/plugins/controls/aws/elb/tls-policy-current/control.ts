import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { loadBalancerType } from '../../../../providers/aws/resources/load_balancer/schema.ts';
import { isClassic, isEncrypted, portOf } from '../../load-balancing/balancers.ts';

const withdrawn = new Set(['Protocol-SSLv2', 'Protocol-SSLv3', 'Protocol-TLSv1', 'Protocol-TLSv1.1']);

export const control = defineControl({
  id: 'aws-elb-tls-policy-current',
  version: 1,
  title: 'Classic load balancer accepts TLS 1.2 only',
  severity: 'medium',
  category: 'encryption',
  risk: 'SSL 3, TLS 1.0 and TLS 1.1 are withdrawn for known weaknesses. A balancer that accepts them lets an attacker on the way choose them.',
  advice: {
    console:
      'EC2 → Load balancers → the classic balancer → Listeners → Manage → Security policy: ELBSecurityPolicy-TLS-1-2-2017-01.',
    cli: 'aws elb set-load-balancer-policies-of-listener --load-balancer-name NAME --load-balancer-port 443 --policy-names POLICY',
    terraform:
      'resource "aws_load_balancer_policy" "tls" {\n  load_balancer_name = aws_elb.this.name\n  policy_name        = "tls-1-2"\n  policy_type_name   = "SSLNegotiationPolicyType"\n  policy_attribute {\n    name  = "Reference-Security-Policy"\n    value = "ELBSecurityPolicy-TLS-1-2-2017-01"\n  }\n}',
    cloudformation:
      'Policies:\n  - PolicyName: tls-1-2\n    PolicyType: SSLNegotiationPolicyType\n    Attributes:\n      - Name: Reference-Security-Policy\n        Value: ELBSecurityPolicy-TLS-1-2-2017-01',
  },
  references: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-security-policy-table.html',
  ],
  resource: loadBalancerType,
  equivalents: ['prowler:elb_insecure_ssl_ciphers'],
  evaluate(balancer) {
    if (!isClassic(balancer)) return notApplicable('It is no classic load balancer.', 'Type');
    const listeners = (balancer.Listeners ?? [])
      .map((listener, at) => ({ listener, at }))
      .filter(({ listener }) => isEncrypted(listener));
    if (listeners.length === 0) return notApplicable('The balancer encrypts nothing itself.', 'Listeners');
    for (const { listener, at } of listeners) {
      const policies = (balancer.Policies ?? []).filter(
        ({ PolicyName = '', PolicyType }) =>
          PolicyType === 'SSLNegotiationPolicyType' && listener.PolicyNames?.includes(PolicyName) === true,
      );
      const old = policies
        .flatMap(({ Attributes = [] }) => Attributes)
        .find(({ Name = '', Value }) => withdrawn.has(Name) && Value === 'true');
      if (old !== undefined)
        return fail(
          `The listener ${portOf(listener)} accepts ${old.Name?.replace('Protocol-', '')}.`,
          `Listeners.${at}`,
          'Policies',
        );
      if (policies.length === 0)
        return fail(
          `The listener ${portOf(listener)} names no security policy; the default one accepts TLS 1.0.`,
          `Listeners.${at}`,
        );
    }
    return pass('No encrypted listener accepts a version below TLS 1.2.', 'Listeners', 'Policies');
  },
});
