import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { loadBalancerType } from '../../../../providers/aws/resources/load_balancer/schema.ts';
import { wafv2WebAclType } from '../../../../providers/aws/resources/wafv2_web_acl/schema.ts';

export const control = defineControl({
  id: 'aws-elbv2-waf-attached',
  version: 1,
  title: 'Application load balancer on the internet is behind a web ACL',
  severity: 'medium',
  category: 'networking',
  risk: 'Without a web application firewall every request reaches the application: injections, scanners and floods are its own problem, and a hole can only be closed by a release.',
  advice: {
    console:
      'WAF → Web ACLs → Create or choose one of the region → Associated AWS resources → Add: the load balancer.',
    cli: 'aws wafv2 associate-web-acl --web-acl-arn WEB_ACL_ARN --resource-arn LOAD_BALANCER_ARN',
    terraform:
      'resource "aws_wafv2_web_acl_association" "this" {\n  resource_arn = aws_lb.this.arn\n  web_acl_arn  = aws_wafv2_web_acl.this.arn\n}',
    cloudformation:
      'Type: AWS::WAFv2::WebACLAssociation\nProperties:\n  ResourceArn: !Ref Balancer\n  WebACLArn: !GetAtt WebAcl.Arn',
  },
  references: ['https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-associating-aws-resource.html'],
  resource: loadBalancerType,
  reads: { acls: wafv2WebAclType },
  equivalents: ['prowler:elbv2_waf_acl_attached'],
  evaluate(balancer, subject, around) {
    if (balancer.Type !== 'application')
      return notApplicable(`It is a load balancer of the type ${balancer.Type}.`, 'Type');
    if (balancer.Scheme === 'internal') return notApplicable('The balancer is internal.', 'Scheme');
    const arn = balancer.LoadBalancerArn ?? subject.externalId;
    const [acl] = around.acls.by(
      'AssociatedResourceArns',
      ({ configuration }) => configuration.AssociatedResourceArns ?? [],
      arn,
    );
    if (acl !== undefined) return pass(`The web ACL ${acl.name} protects the balancer.`, 'LoadBalancerArn');
    return fail('No web ACL protects the balancer.', 'LoadBalancerArn');
  },
});
