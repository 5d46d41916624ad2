import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { loadBalancerType } from '../../../../providers/aws/resources/load_balancer/schema.ts';
import { attributeOf, isClassic } from '../../load-balancing/balancers.ts';

export const control = defineControl({
  id: 'aws-elbv2-deletion-protected',
  version: 1,
  title: 'Load balancer is protected from deletion',
  severity: 'medium',
  category: 'resilience',
  risk: 'One call deletes a balancer, and with it the address that all customers use. The protection makes whoever does it switch it off first.',
  advice: {
    console: 'EC2 → Load balancers → the balancer → Attributes → Edit: switch on "Deletion protection".',
    cli: 'aws elbv2 modify-load-balancer-attributes --load-balancer-arn ARN --attributes Key=deletion_protection.enabled,Value=true',
    terraform: 'resource "aws_lb" "this" {\n  enable_deletion_protection = true\n}',
    cloudformation: 'LoadBalancerAttributes:\n  - Key: deletion_protection.enabled\n    Value: "true"',
  },
  references: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html',
  ],
  resource: loadBalancerType,
  equivalents: ['prowler:elbv2_deletion_protection'],
  evaluate(balancer) {
    if (isClassic(balancer)) return notApplicable('It is a classic load balancer.', 'Type');
    if (attributeOf(balancer, 'deletion_protection.enabled') === 'true')
      return pass('Deletion protection is on.', 'LoadBalancerAttributes');
    return fail('Deletion protection is off, which is the default.', 'LoadBalancerAttributes');
  },
});
