import { iamGroupType } from '../../../../providers/aws/resources/iam_group/schema.ts';
import { detachAdministrator } from '../detach-administrator.ts';

export const remediation = detachAdministrator({
  id: 'aws-iam-detach-administrator-from-group',
  title: 'Take AdministratorAccess from an IAM group',
  description:
    'Detaches the policy of AWS that allows everything. ' +
    'Every other policy, groups and credentials stay as they are.',
  resource: iamGroupType,
  kind: 'Group',
  risk: 'high',
  impact:
    'Whatever the users of the group did by this policy alone is refused from then on, for all of them at once. Make sure before that somebody else can administer the account.',
  effortMinutes: 30,
  controls: ['aws-iam-group-no-administrator-access'],
});
