import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { loadBalancerType } from '../../../../providers/aws/resources/load_balancer/schema.ts';
import { attributeOf } from '../../load-balancing/balancers.ts';

export const control = defineControl({
  id: 'aws-elbv2-invalid-headers-dropped',
  version: 1,
  title: 'Application load balancer drops invalid headers',
  severity: 'medium',
  category: 'networking',
  risk: 'Headers that do not follow the rules are read differently by balancer and server. Attackers use the difference to smuggle requests past the checks in front.',
  advice: {
    console:
      'EC2 → Load balancers → the balancer → Attributes → Edit: switch on "Drop invalid header fields".',
    cli: 'aws elbv2 modify-load-balancer-attributes --load-balancer-arn ARN --attributes Key=routing.http.drop_invalid_header_fields.enabled,Value=true',
    terraform: 'resource "aws_lb" "this" {\n  drop_invalid_header_fields = true\n}',
    cloudformation:
      'LoadBalancerAttributes:\n  - Key: routing.http.drop_invalid_header_fields.enabled\n    Value: "true"',
  },
  references: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html',
  ],
  resource: loadBalancerType,
  equivalents: ['prowler:elbv2_alb_drop_invalid_header_fields_enabled'],
  evaluate(balancer) {
    if (balancer.Type !== 'application')
      return notApplicable(`It is a load balancer of the type ${balancer.Type}.`, 'Type');
    if (attributeOf(balancer, 'routing.http.drop_invalid_header_fields.enabled') === 'true')
      return pass('Invalid headers are dropped.', 'LoadBalancerAttributes');
    return fail('Invalid headers are passed on, which is the default.', 'LoadBalancerAttributes');
  },
});
