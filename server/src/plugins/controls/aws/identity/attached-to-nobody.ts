import type { Severity } from '../../../../core/severity.ts';
import { fail, pass, type Verdict } from '../../../../core/verdict.ts';
import {
  type AnyControl,
  type ControlExamples,
  defineControl,
  defineExamples,
} from '../../../../plugin-kit/define-control.ts';
import { iamAccountType } from '../../../providers/aws/resources/iam_account/schema.ts';
import { iamGroups, iamRoles, iamUsers } from '../keyed-types.ts';
import { firstFound } from './first-found.ts';

export type WidePolicy = {
  id: string;
  /** The policy of AWS: `AWSCloudShellFullAccess`. */
  name: string;
  severity: Severity;
  risk: string;
  /** What to give instead, as a sentence. */
  instead: string;
  references: readonly string[];
  equivalents: readonly string[];
};

/** No user, group or role of the account has a policy of AWS that gives too much. */
export function attachedToNobody({ name, instead, ...facts }: WidePolicy): AnyControl {
  const arn = `arn:aws:iam::aws:policy/${name}`;
  return defineControl({
    ...facts,
    version: 1,
    title: `${name} is attached to nobody`,
    category: 'identity',
    advice: {
      console: `IAM → Policies → ${name} → Entities attached: detach it from each. ${instead}`,
      cli: `aws iam list-entities-for-policy --policy-arn ${arn}   # then detach-user-policy, detach-group-policy or detach-role-policy for each`,
      terraform: `# Remove the attachments:\n# policy_arn = "${arn}"`,
      cloudformation: `Remove from ManagedPolicyArns:\n# - ${arn}`,
    },
    resource: iamAccountType,
    reads: { users: iamUsers, groups: iamGroups, roles: iamRoles },
    evaluate(_account, _subject, { users, groups, roles }): Verdict {
      const holder = firstFound(
        () => named('user', users.first('policies of AWS', name)),
        () => named('group', groups.first('policies of AWS', name)),
        () => named('role', roles.first('policies of AWS', name)),
      );
      if (holder !== undefined) return fail(`${name} is attached to the ${holder}.`);
      return pass(`${name} is attached to no user, group or role.`);
    },
  });
}

function named(kind: string, found: { name: string } | undefined): string | undefined {
  return found && `${kind} ${found.name}`;
}

export function attachedToNobodyExamples(policy: string): ControlExamples {
  const holder = (name: string, arn: string) => ({ name, configuration: { ManagedPolicyArns: [arn] } });
  const wide = holder('a', `arn:aws:iam::aws:policy/${policy}`);
  const other = holder('b', 'arn:aws:iam::aws:policy/ReadOnlyAccess');
  return defineExamples({
    pass: [
      { title: 'without identities', configuration: {} },
      {
        title: 'whose identities have other policies',
        configuration: {},
        surroundings: { users: [other], groups: [other], roles: [other] },
      },
    ],
    fail: [
      {
        title: 'where a user has it',
        configuration: {},
        surroundings: { users: [wide] },
        says: 'the user a',
      },
      {
        title: 'where a group has it',
        configuration: {},
        surroundings: { groups: [wide] },
        says: 'the group a',
      },
      {
        title: 'where a role has it, although users were not listed',
        configuration: {},
        surroundings: { roles: [wide] },
        unlisted: ['users'],
        says: 'the role a',
      },
    ],
    unknown: [
      { title: 'whose users were not listed', configuration: {}, unlisted: ['users'] },
      { title: 'whose groups were not listed', configuration: {}, unlisted: ['groups'] },
      { title: 'whose roles were not listed', configuration: {}, unlisted: ['roles'] },
    ],
  });
}
