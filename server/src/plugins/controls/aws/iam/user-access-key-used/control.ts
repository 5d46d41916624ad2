import { fail, notApplicable, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { iamUserType } from '../../../../providers/aws/resources/iam_user/schema.ts';
import { ago, daysSince } from '../../identity/days.ts';

const mostDays = 45;

export const control = defineControl({
  id: 'aws-iam-user-access-key-used',
  version: 1,
  title: 'An active access key was used within 45 days',
  severity: 'medium',
  category: 'identity',
  risk: 'A key that nobody uses still works for whoever finds it in an old laptop, script or repository, and nobody would notice a difference.',
  advice: {
    console:
      'IAM → Users → the user → Security credentials → Access keys → Actions → Deactivate; delete it when nothing breaks.',
    cli: 'aws iam update-access-key --user-name NAME --access-key-id KEY_ID --status Inactive',
    terraform:
      'resource "aws_iam_access_key" "this" {\n  user   = aws_iam_user.this.name\n  status = "Inactive"\n}',
    cloudformation: 'Type: AWS::IAM::AccessKey\nProperties:\n  Status: Inactive\n  UserName: !Ref User',
  },
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_finding-unused.html'],
  resource: iamUserType,
  dependsOnTime: true,
  equivalents: ['prowler:iam_user_accesskey_unused'],
  evaluate(it, subject) {
    const active = (it.AccessKeyMetadata ?? []).filter(({ Status }) => Status === 'Active');
    if (active.length === 0) return notApplicable('The user has no active access key.', 'AccessKeyMetadata');
    for (const key of active) {
      const age = daysSince(key.CreateDate, subject.judgedAt);
      if (age === undefined) return unknown('When an access key was made is not known.', 'AccessKeyMetadata');
      // A key younger than that cannot have been unused for longer.
      if (age <= mostDays) continue;
      const idle = daysSince(key.LastUsedDate, subject.judgedAt) ?? age;
      if (idle <= mostDays) continue;
      const used = key.LastUsedDate === undefined ? 'was never used' : `was last used on ${key.LastUsedDate}`;
      return fail(`The key ${key.AccessKeyId ?? ''}, made ${ago(age)}, ${used}.`, 'AccessKeyMetadata');
    }
    return pass(`Every active key was made or used within ${mostDays} days.`, 'AccessKeyMetadata');
  },
});
