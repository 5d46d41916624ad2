import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { iamUserType } from '../../../../providers/aws/resources/iam_user/schema.ts';

export const control = defineControl({
  id: 'aws-iam-user-one-active-access-key',
  version: 1,
  title: 'A user has at most one active access key',
  severity: 'medium',
  category: 'identity',
  risk: 'Two keys are meant for the hours of a change. Where both stay, one of them is the forgotten one, and each is one more secret to lose.',
  advice: {
    console:
      'IAM → Users → the user → Security credentials → Access keys: deactivate the key that was used less recently, and delete it when nothing breaks.',
    cli: 'aws iam update-access-key --user-name NAME --access-key-id KEY_ID --status Inactive',
    terraform:
      'resource "aws_iam_access_key" "old" {\n  user   = aws_iam_user.this.name\n  status = "Inactive"\n}',
    cloudformation: 'Type: AWS::IAM::AccessKey\nProperties:\n  Status: Inactive\n  UserName: !Ref User',
  },
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id-credentials-access-keys-update.html'],
  resource: iamUserType,
  equivalents: ['prowler:iam_user_two_active_access_key'],
  evaluate(it) {
    const active = (it.AccessKeyMetadata ?? []).filter(({ Status }) => Status === 'Active');
    if (active.length > 1)
      return fail(
        `${active.length} keys are active: ${active.map(({ AccessKeyId }) => AccessKeyId).join(', ')}.`,
        'AccessKeyMetadata',
      );
    return pass(
      active.length === 0 ? 'The user has no active key.' : 'One key is active.',
      'AccessKeyMetadata',
    );
  },
});
