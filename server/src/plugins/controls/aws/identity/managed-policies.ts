import { parsePolicy } from '../../../../core/iam-policy.ts';
import { fail, notApplicable, pass, unknown, type Verdict } from '../../../../core/verdict.ts';
import {
  type AnyControl,
  type ControlExamples,
  defineControl,
  defineExamples,
} from '../../../../plugin-kit/define-control.ts';
import { iamPolicyType } from '../../../providers/aws/resources/iam_policy/schema.ts';
import type { PolicyRule } from './policy-rules.ts';

const document = (statements: readonly object[]) =>
  ({ Version: '2012-10-17', Statement: [...statements] }) as never;

/** Which of the customer managed policies a control is about. */
export type Attachment = 'all' | 'attached' | 'unattached';

/** A customer managed policy keeps a rule. */
export function managedPolicyControl(
  rule: PolicyRule,
  facts: { equivalents: readonly string[]; attachment?: Attachment; withoutFramework?: string },
): AnyControl {
  const attachment = facts.attachment ?? 'all';
  const infix = attachment === 'unattached' ? 'unattached-' : '';
  const subject = attachment === 'unattached' ? 'A policy that is not attached' : 'A customer managed policy';
  return defineControl({
    id: `aws-iam-policy-${infix}${rule.slug}`,
    version: 1,
    title: `${subject} ${rule.mustNot.policy}`,
    severity: attachment === 'unattached' ? 'medium' : rule.severity,
    category: 'identity',
    risk: rule.risk,
    advice: {
      console: `IAM → Policies → the policy → Permissions → Edit. ${rule.instead} Detach and delete it if nobody needs it.`,
      cli: `aws iam create-policy-version --policy-arn POLICY_ARN --policy-document file://narrower.json --set-as-default`,
      terraform: `resource "aws_iam_policy" "this" {\n  policy = data.aws_iam_policy_document.narrower.json\n}\n# ${rule.instead}`,
      cloudformation: `Type: AWS::IAM::ManagedPolicy\nProperties:\n  PolicyDocument:\n    # ${rule.instead}\n    Version: '2012-10-17'\n    Statement: []`,
    },
    references: rule.references,
    resource: iamPolicyType,
    equivalents: facts.equivalents,
    ...(facts.withoutFramework !== undefined && { withoutFramework: facts.withoutFramework }),
    evaluate(policy): Verdict {
      if (attachment !== 'all') {
        const isAttached = (policy.AttachmentCount ?? 0) > 0;
        if (isAttached !== (attachment === 'attached'))
          return notApplicable(
            isAttached ? 'The policy is attached.' : 'The policy is attached to nobody.',
            'AttachmentCount',
          );
      }
      if (policy.PolicyDocument === undefined) return unknown('The document of the policy is not known.');
      const answer = rule.ask(parsePolicy(policy.PolicyDocument));
      if ('unreadable' in answer)
        return unknown(`The policy cannot be read: ${answer.unreadable}.`, 'PolicyDocument');
      if (answer.finds !== undefined) return fail(`The policy ${answer.finds}.`, 'PolicyDocument');
      return pass(`The policy ${rule.good}.`, 'PolicyDocument');
    },
  });
}

export function managedPolicyExamples(rule: PolicyRule, attachment: Attachment = 'all'): ControlExamples {
  const AttachmentCount = attachment === 'unattached' ? 0 : 1;
  const otherCount = attachment === 'unattached' ? 1 : 0;
  return defineExamples({
    pass: [
      {
        title: 'that keeps to what is needed',
        configuration: { AttachmentCount, PolicyDocument: document(rule.fine) },
      },
      { title: 'without statements', configuration: { AttachmentCount, PolicyDocument: document([]) } },
    ],
    fail: [
      {
        title: 'that breaks the rule',
        configuration: { AttachmentCount, PolicyDocument: document(rule.bad) },
        says: 'statement 1',
      },
      {
        title: 'that breaks the rule as text, among others',
        configuration: {
          AttachmentCount,
          PolicyDocument: JSON.stringify({ Statement: [...rule.fine, ...rule.bad] }),
        },
      },
    ],
    unknown: [
      {
        title: 'whose document was denied',
        configuration: { AttachmentCount },
        unreadable: [{ path: 'PolicyDocument', reason: 'denied', permission: 'iam:GetPolicyVersion' }],
        says: 'iam:GetPolicyVersion',
      },
      { title: 'without a document', configuration: { AttachmentCount } },
      {
        title: 'that is no policy',
        configuration: { AttachmentCount, PolicyDocument: '{' },
        says: 'no JSON',
      },
    ],
    ...(attachment !== 'all' && {
      not_applicable: [
        {
          title: attachment === 'attached' ? 'that nobody has' : 'that somebody has',
          configuration: { AttachmentCount: otherCount, PolicyDocument: document(rule.bad) },
        },
      ],
    }),
  });
}
