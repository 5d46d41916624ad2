import { mergePolicies, parsePolicy } from '../../../../core/iam-policy.ts';
import { fail, pass, unknown, type Verdict } from '../../../../core/verdict.ts';
import {
  type AnyControl,
  type ControlExamples,
  defineControl,
  defineExamples,
} from '../../../../plugin-kit/define-control.ts';
import { iamGroupType } from '../../../providers/aws/resources/iam_group/schema.ts';
import { iamRoleType } from '../../../providers/aws/resources/iam_role/schema.ts';
import { iamUserType } from '../../../providers/aws/resources/iam_user/schema.ts';
import type { PolicyRule } from './policy-rules.ts';

export type Holder = 'user' | 'group' | 'role';

const types = { user: iamUserType, group: iamGroupType, role: iamRoleType };

type Inline = readonly { PolicyName?: string | undefined; PolicyDocument?: unknown }[] | undefined;

/** The inline policies of a user, group or role keep a rule. They count together: a way may need two of them. */
export function inlinePolicyControl(
  holder: Holder,
  rule: PolicyRule,
  facts: { equivalents: readonly string[] },
): AnyControl {
  return defineControl({
    id: `aws-iam-${holder}-inline-${rule.slug}`,
    version: 1,
    title: `No inline policy of the ${holder} ${rule.mustNot.inline}`,
    severity: rule.severity,
    category: 'identity',
    risk: rule.risk,
    advice: {
      console: `IAM → ${plural(holder)} → the ${holder} → Permissions → the inline policy → Edit. ${rule.instead}`,
      cli: `aws iam put-${holder}-policy --${holder}-name NAME --policy-name POLICY_NAME --policy-document file://narrower.json`,
      terraform: `resource "aws_iam_${holder}_policy" "this" {\n  ${holder}   = aws_iam_${holder}.this.name\n  policy = data.aws_iam_policy_document.narrower.json\n}\n# ${rule.instead}`,
      cloudformation: `Policies:\n  - PolicyName: narrower\n    PolicyDocument:\n      # ${rule.instead}\n      Version: '2012-10-17'\n      Statement: []`,
    },
    references: rule.references,
    resource: types[holder],
    equivalents: facts.equivalents,
    evaluate(identity): Verdict {
      return judge((identity as { Policies?: Inline }).Policies, rule, holder);
    },
  });
}

function plural(holder: Holder): string {
  return holder === 'user' ? 'Users' : holder === 'group' ? 'User groups' : 'Roles';
}

function judge(policies: Inline, rule: PolicyRule, holder: Holder): Verdict {
  if (policies === undefined || policies.length === 0)
    return pass(`The ${holder} has no inline policies.`, 'Policies');
  const named = policies.map(({ PolicyName, PolicyDocument }) => ({
    name: PolicyName ?? 'unnamed',
    policy: parsePolicy(PolicyDocument),
  }));
  // What is found in one that can be read is found, whatever the others say: a Deny of another may only take back.
  const together = rule.ask(mergePolicies(named));
  if ('unreadable' in together)
    return unknown(`An inline policy cannot be read: ${together.unreadable}.`, 'Policies');
  if (together.finds !== undefined) {
    const guilty = named.find(({ policy }) => {
      const alone = rule.ask(policy);
      return 'finds' in alone && alone.finds !== undefined;
    });
    const subject = guilty === undefined ? `The set of inline policies` : `The inline policy ${guilty.name}`;
    return fail(`${subject} ${together.finds}.`, 'Policies');
  }
  return pass(`No inline policy of the ${holder} ${rule.mustNot.inline}.`, 'Policies');
}

export function inlinePolicyExamples(rule: PolicyRule): ControlExamples {
  const policy = (PolicyName: string, Statement: readonly object[]) =>
    ({ PolicyName, PolicyDocument: { Version: '2012-10-17', Statement: [...Statement] } }) as never;
  return defineExamples({
    pass: [
      { title: 'without inline policies', configuration: {} },
      {
        title: 'whose inline policy keeps to what is needed',
        configuration: { Policies: [policy('fine', rule.fine)] },
      },
    ],
    fail: [
      {
        title: 'one of whose inline policies breaks the rule',
        configuration: { Policies: [policy('fine', rule.fine), policy('wide', rule.bad)] },
        says: 'inline policy wide',
      },
    ],
    unknown: [
      {
        title: 'whose inline policies were denied',
        configuration: {},
        unreadable: [{ path: 'Policies', reason: 'denied', permission: 'iam:ListUserPolicies' }],
        says: 'iam:ListUserPolicies',
      },
      {
        title: 'one of whose inline policies is no policy',
        configuration: { Policies: [{ PolicyName: 'broken', PolicyDocument: '{' }] },
        says: 'broken',
      },
    ],
  });
}
