import { fail, notApplicable, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { iamUserType } from '../../../../providers/aws/resources/iam_user/schema.ts';
import { ago, dayOf, daysSince } from '../../identity/days.ts';

const mostDays = 45;

export const control = defineControl({
  id: 'aws-iam-user-password-used',
  version: 1,
  title: 'A password of a user was used within 45 days',
  severity: 'medium',
  category: 'identity',
  risk: 'Nobody notices when somebody else uses a password that its owner forgot: of people who left, of accounts that were made for a test.',
  advice: {
    console:
      'IAM → Users → the user → Security credentials → Console sign-in → Manage console access → Disable.',
    cli: 'aws iam delete-login-profile --user-name NAME',
    terraform: '# Remove the resource:\n# resource "aws_iam_user_login_profile" "this" { ... }',
    cloudformation: 'Remove from the user:\nLoginProfile: !Ref AWS::NoValue',
  },
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_finding-unused.html'],
  resource: iamUserType,
  dependsOnTime: true,
  equivalents: ['prowler:iam_user_console_access_unused'],
  evaluate(it, subject) {
    if (it.LoginProfile === undefined)
      return notApplicable('The user has no password for the console.', 'LoginProfile');
    const used = it.PasswordLastUsedDate;
    const since = used ?? (it.LoginProfile.CreateDate as string | undefined) ?? it.CreateDate;
    const days = daysSince(since, subject.judgedAt);
    if (days === undefined) return unknown('When the password was made or used is not known.');
    const what = used === undefined ? 'was made' : 'was last used';
    const sentence = `The password ${what} on ${dayOf(since)}, ${ago(days)}${used === undefined ? ', and never used' : ''}.`;
    return (days > mostDays ? fail : pass)(sentence, 'PasswordLastUsedDate', 'LoginProfile');
  },
});
