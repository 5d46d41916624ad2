import { iamRoleType } from '../../../../providers/aws/resources/iam_role/schema.ts';
import { detachAdministrator } from '../detach-administrator.ts';

export const remediation = detachAdministrator({
  id: 'aws-iam-detach-administrator-from-role',
  title: 'Take AdministratorAccess from an IAM role',
  description:
    'Detaches the policy of AWS that allows everything. ' +
    'Every other policy, groups and credentials stay as they are.',
  resource: iamRoleType,
  kind: 'Role',
  risk: 'high',
  impact:
    'Whatever people, programs and services did through the role by this policy alone is refused from then on. A role that deploys the account may be among them, and so may the one that makes this change.',
  effortMinutes: 30,
  controls: ['aws-iam-role-no-administrator-access'],
  cannot: (name) =>
    name.startsWith('AWSReservedSSO_')
      ? 'IAM Identity Center makes this role: change the permission set there.'
      : undefined,
});
