import { iamUserType } from '../../../../providers/aws/resources/iam_user/schema.ts';
import { detachAdministrator } from '../detach-administrator.ts';

export const remediation = detachAdministrator({
  id: 'aws-iam-detach-administrator-from-user',
  title: 'Take AdministratorAccess from an IAM user',
  description:
    'Detaches the policy of AWS that allows everything. ' +
    'Every other policy, groups and credentials stay as they are.',
  resource: iamUserType,
  kind: 'User',
  risk: 'high',
  impact:
    'Whatever the user did by this policy alone is refused from then on. Make sure before that somebody else can administer the account, and that the user has the rights that are needed.',
  effortMinutes: 30,
  controls: ['aws-iam-user-no-administrator-access'],
});
