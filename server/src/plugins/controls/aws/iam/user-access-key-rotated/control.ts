import { fail, notApplicable, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { iamUserType } from '../../../../providers/aws/resources/iam_user/schema.ts';
import { ago, dayOf, daysSince } from '../../identity/days.ts';

const mostDays = 90;

export const control = defineControl({
  id: 'aws-iam-user-access-key-rotated',
  version: 1,
  title: 'Active access keys are younger than 90 days',
  severity: 'medium',
  category: 'identity',
  risk: 'The longer a key lives, the more copies of it exist: in pipelines, on laptops, in backups. Changing it makes all of them worthless at once.',
  advice: {
    console:
      'IAM → Users → the user → Security credentials → Create access key; move the programs to it, then deactivate and delete the old one. Better still, use a role.',
    cli: 'aws iam create-access-key --user-name NAME && aws iam update-access-key --user-name NAME --access-key-id OLD_KEY_ID --status Inactive',
    terraform: '# Replace the key:\n# terraform apply -replace=aws_iam_access_key.this',
    cloudformation:
      'Type: AWS::IAM::AccessKey\nProperties:\n  Serial: 2   # a higher number makes a new key\n  UserName: !Ref User',
  },
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id-credentials-access-keys-update.html'],
  resource: iamUserType,
  dependsOnTime: true,
  equivalents: ['prowler:iam_rotate_access_key_90_days'],
  evaluate(it, subject) {
    const active = (it.AccessKeyMetadata ?? []).filter(({ Status }) => Status === 'Active');
    if (active.length === 0) return notApplicable('The user has no active access key.', 'AccessKeyMetadata');
    for (const { AccessKeyId, CreateDate } of active) {
      const age = daysSince(CreateDate, subject.judgedAt);
      if (age === undefined) return unknown('When an access key was made is not known.', 'AccessKeyMetadata');
      if (age > mostDays)
        return fail(
          `The key ${AccessKeyId ?? ''} was made on ${dayOf(CreateDate)}, ${ago(age)}.`,
          'AccessKeyMetadata',
        );
    }
    return pass(`Every active key was made within ${mostDays} days.`, 'AccessKeyMetadata');
  },
});
