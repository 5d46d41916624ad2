import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { loadBalancerType } from '../../../../providers/aws/resources/load_balancer/schema.ts';
import { attributeOf } from '../../load-balancing/balancers.ts';

export const control = defineControl({
  id: 'aws-elbv2-desync-mitigated',
  version: 1,
  title: 'Application load balancer mitigates request smuggling',
  severity: 'medium',
  category: 'networking',
  risk: 'In monitor mode ambiguous requests reach the servers, which may see two requests where the balancer saw one: caches are poisoned and logins of others taken over.',
  advice: {
    console:
      'EC2 → Load balancers → the balancer → Attributes → Edit: desync mitigation mode "Defensive" or "Strictest".',
    cli: 'aws elbv2 modify-load-balancer-attributes --load-balancer-arn ARN --attributes Key=routing.http.desync_mitigation_mode,Value=defensive',
    terraform: 'resource "aws_lb" "this" {\n  desync_mitigation_mode = "defensive"\n}',
    cloudformation:
      'LoadBalancerAttributes:\n  - Key: routing.http.desync_mitigation_mode\n    Value: defensive',
  },
  references: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html',
  ],
  resource: loadBalancerType,
  equivalents: ['prowler:elbv2_desync_mitigation_mode'],
  evaluate(balancer) {
    if (balancer.Type !== 'application')
      return notApplicable(`It is a load balancer of the type ${balancer.Type}.`, 'Type');
    const mode = attributeOf(balancer, 'routing.http.desync_mitigation_mode') ?? 'defensive';
    if (mode === 'defensive' || mode === 'strictest')
      return pass(`The mitigation mode is ${mode}.`, 'LoadBalancerAttributes');
    return fail(`The mitigation mode is ${mode}.`, 'LoadBalancerAttributes');
  },
});
