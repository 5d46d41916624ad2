import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { iamAccountType } from '../../../../providers/aws/resources/iam_account/schema.ts';
import { iamRoles } from '../../keyed-types.ts';

const sharingRole = 'CloudWatch-CrossAccountSharingRole';

export const control = defineControl({
  id: 'aws-cloudwatch-cross-account-sharing-off',
  version: 1,
  title: 'CloudWatch data is not shared with other accounts',
  severity: 'medium',
  category: 'monitoring',
  risk: 'The role CloudWatch-CrossAccountSharingRole lets other accounts read metrics, logs and traces. It stays when the monitoring project that needed it is long over.',
  advice: {
    console:
      'IAM → Roles → CloudWatch-CrossAccountSharingRole → Delete, when no monitoring account needs it.',
    cli: 'aws iam delete-role --role-name CloudWatch-CrossAccountSharingRole',
    terraform: 'Remove the resource "aws_iam_role" named CloudWatch-CrossAccountSharingRole.',
    cloudformation: 'Remove the AWS::IAM::Role named CloudWatch-CrossAccountSharingRole.',
  },
  references: [
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Cross-Account-Cross-Region.html',
  ],
  resource: iamAccountType,
  reads: { roles: iamRoles },
  equivalents: ['prowler:cloudwatch_cross_account_sharing_disabled'],
  evaluate(_account, _subject, { roles }) {
    const [role] = roles.by('RoleName', sharingRole);
    if (role === undefined) return pass('There is no role by which other accounts read CloudWatch.');
    return fail(`The role ${sharingRole} lets other accounts read CloudWatch.`);
  },
});
