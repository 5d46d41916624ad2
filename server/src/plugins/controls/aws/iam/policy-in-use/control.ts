import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { iamPolicyType } from '../../../../providers/aws/resources/iam_policy/schema.ts';

export const control = defineControl({
  id: 'aws-iam-policy-in-use',
  version: 1,
  title: 'The policy is in use',
  severity: 'low',
  category: 'identity',
  risk: 'A policy that nobody has is read by nobody. One day somebody attaches it because its name sounds right.',
  advice: {
    console: 'IAM → Policies → the policy → Delete, when it is not meant to be kept.',
    cli: 'aws iam delete-policy --policy-arn POLICY_ARN',
    terraform: '# Remove the resource:\n# resource "aws_iam_policy" "this" { ... }',
    cloudformation: 'Remove the resource of type AWS::IAM::ManagedPolicy from the template.',
  },
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_manage-delete.html'],
  resource: iamPolicyType,
  equivalents: [],
  withoutFramework: 'Order rather than a demand of the frameworks that we carry.',
  evaluate(it) {
    if (it.AttachmentCount === undefined) return unknown('How often the policy is attached is not known.');
    const uses = it.AttachmentCount + (it.PermissionsBoundaryUsageCount ?? 0);
    if (uses === 0)
      return fail(
        'The policy is attached to nobody and is nobody’s boundary.',
        'AttachmentCount',
        'PermissionsBoundaryUsageCount',
      );
    return pass(
      `The policy is used ${uses === 1 ? 'once' : `${uses} times`}.`,
      'AttachmentCount',
      'PermissionsBoundaryUsageCount',
    );
  },
});
