import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { wafv2WebAclType } from '../../../../providers/aws/resources/wafv2_web_acl/schema.ts';
import { distributions } from '../../keyed-types.ts';

export const control = defineControl({
  id: 'aws-wafv2-web-acl-in-use',
  version: 1,
  title: 'Web ACL protects something',
  severity: 'low',
  category: 'networking',
  risk: 'A web ACL that nothing uses is paid for, and makes people believe that something is protected.',
  advice: {
    console: 'WAF → Web ACLs → the web ACL → Associated AWS resources → Add, or delete the web ACL.',
    cli: 'aws wafv2 associate-web-acl --web-acl-arn ACL_ARN --resource-arn RESOURCE_ARN',
    terraform:
      'resource "aws_wafv2_web_acl_association" "this" {\n  web_acl_arn  = aws_wafv2_web_acl.this.arn\n  resource_arn = aws_lb.this.arn\n}',
    cloudformation:
      'Type: AWS::WAFv2::WebACLAssociation\nProperties:\n  WebACLArn: ACL_ARN\n  ResourceArn: RESOURCE_ARN',
  },
  references: ['https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-associating-aws-resource.html'],
  resource: wafv2WebAclType,
  reads: { distributions: distributions },
  equivalents: [],
  withoutFramework: 'No standard that is mapped asks for it.',
  evaluate(acl, _subject, { distributions }) {
    if (acl.Scope === 'CLOUDFRONT') {
      const used = distributions.by('WebACLId', acl.Arn ?? '');
      if (used.length === 0) return fail('No distribution uses the web ACL.', 'Scope');
      return pass(`The web ACL protects the distribution ${used[0]?.name ?? ''}.`, 'Scope');
    }
    const count = acl.AssociatedResourceArns?.length ?? 0;
    if (count === 0) return fail('The web ACL protects nothing.', 'AssociatedResourceArns');
    return pass(
      `The web ACL protects ${count === 1 ? 'one resource' : `${count} resources`}.`,
      'AssociatedResourceArns',
    );
  },
});
