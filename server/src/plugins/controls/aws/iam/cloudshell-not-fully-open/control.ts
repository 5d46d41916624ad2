import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { iamAccountType } from '../../../../providers/aws/resources/iam_account/schema.ts';
import { iamGroupType } from '../../../../providers/aws/resources/iam_group/schema.ts';
import { iamRoleType } from '../../../../providers/aws/resources/iam_role/schema.ts';
import { iamUserType } from '../../../../providers/aws/resources/iam_user/schema.ts';
import { hasAwsPolicy } from '../../identity/attached-policies.ts';
import { firstFound } from '../../identity/first-found.ts';

const named = (kind: string, found: { name: string } | undefined) => found && `${kind} ${found.name}`;

export const control = defineControl({
  id: 'aws-iam-cloudshell-not-fully-open',
  version: 1,
  title: 'AWSCloudShellFullAccess is attached to nobody',
  severity: 'medium',
  category: 'identity',
  risk: 'CloudShell with full access can upload and download files: data of the account leaves through a browser window, past every network rule.',
  advice: {
    console:
      'IAM → Policies → AWSCloudShellFullAccess → Entities attached: detach it from each. Allow CloudShell without cloudshell:GetFileDownloadUrls and cloudshell:GetFileUploadUrls where it is needed.',
    cli: 'aws iam list-entities-for-policy --policy-arn arn:aws:iam::aws:policy/AWSCloudShellFullAccess   # then detach-user-policy, detach-group-policy or detach-role-policy for each',
    terraform: '# Remove the attachments:\n# policy_arn = "arn:aws:iam::aws:policy/AWSCloudShellFullAccess"',
    cloudformation: 'Remove from ManagedPolicyArns:\n# - arn:aws:iam::aws:policy/AWSCloudShellFullAccess',
  },
  references: ['https://docs.aws.amazon.com/cloudshell/latest/userguide/sec-auth-with-identities.html'],
  resource: iamAccountType,
  reads: { users: iamUserType, groups: iamGroupType, roles: iamRoleType },
  equivalents: ['prowler:iam_policy_cloudshell_admin_not_attached'],
  evaluate(_account, _subject, around) {
    type Identity = { name: string; configuration: { ManagedPolicyArns?: string[] | undefined } };
    const isOpen = ({ configuration }: Identity) =>
      hasAwsPolicy(configuration.ManagedPolicyArns, 'AWSCloudShellFullAccess');
    const holder = firstFound(
      () => named('user', around.users.find(isOpen)),
      () => named('group', around.groups.find(isOpen)),
      () => named('role', around.roles.find(isOpen)),
    );
    if (holder !== undefined) return fail(`AWSCloudShellFullAccess is attached to the ${holder}.`);
    return pass('AWSCloudShellFullAccess is attached to no user, group or role.');
  },
});
