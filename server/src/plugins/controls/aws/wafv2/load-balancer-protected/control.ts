import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { loadBalancerType } from '../../../../providers/aws/resources/load_balancer/schema.ts';
import { webAcls } from '../../keyed-types.ts';

export const control = defineControl({
  id: 'aws-wafv2-load-balancer-protected',
  version: 1,
  title: 'Public application load balancer is protected by a web ACL',
  severity: 'medium',
  category: 'networking',
  risk: 'Whatever is public is probed all day for the weaknesses of the software behind it. A web ACL turns the known attacks away before they arrive.',
  advice: {
    console: 'EC2 → Load balancers → the load balancer → Integrations → AWS WAF → Associate a web ACL.',
    cli: 'aws wafv2 associate-web-acl --web-acl-arn ACL_ARN --resource-arn LOAD_BALANCER_ARN',
    terraform:
      'resource "aws_wafv2_web_acl_association" "this" {\n  web_acl_arn  = aws_wafv2_web_acl.this.arn\n  resource_arn = aws_lb.this.arn\n}',
    cloudformation:
      'Type: AWS::WAFv2::WebACLAssociation\nProperties:\n  WebACLArn: ACL_ARN\n  ResourceArn: LOAD_BALANCER_ARN',
  },
  references: ['https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-waf.html'],
  resource: loadBalancerType,
  reads: { acls: webAcls },
  equivalents: ['prowler:elbv2_waf_acl_attached'],
  evaluate(balancer, _subject, { acls }) {
    if (balancer.Type !== 'application')
      return notApplicable('WAF protects application load balancers only.', 'Type');
    if (balancer.Scheme !== 'internet-facing')
      return notApplicable('The load balancer is internal.', 'Scheme');
    const [acl] = acls.by('AssociatedResourceArns', balancer.LoadBalancerArn ?? '');
    if (acl === undefined) return fail('No web ACL protects the load balancer.', 'LoadBalancerArn', 'Scheme');
    return pass(`The web ACL ${acl.name} protects the load balancer.`, 'LoadBalancerArn');
  },
});
