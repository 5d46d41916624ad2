import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { iamUserType } from '../../../../providers/aws/resources/iam_user/schema.ts';
import { dayOf } from '../../identity/days.ts';

export const control = defineControl({
  id: 'aws-iam-user-no-key-at-setup',
  version: 1,
  title: 'A user with a password has no key that was never used',
  severity: 'low',
  category: 'identity',
  risk: 'Keys that were made along with a new user because the form offered it are secrets that nobody needs, and nobody watches.',
  advice: {
    console:
      'IAM → Users → the user → Security credentials → Access keys: delete the key that was never used.',
    cli: 'aws iam delete-access-key --user-name NAME --access-key-id KEY_ID',
    terraform: '# Remove the resource:\n# resource "aws_iam_access_key" "this" { ... }',
    cloudformation: 'Remove the resource of type AWS::IAM::AccessKey from the template.',
  },
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html'],
  resource: iamUserType,
  equivalents: ['prowler:iam_user_no_setup_initial_access_key'],
  evaluate(it) {
    if (it.LoginProfile === undefined)
      return notApplicable('The user has no password for the console.', 'LoginProfile');
    const idle = (it.AccessKeyMetadata ?? []).find(
      ({ Status, LastUsedDate }) => Status === 'Active' && LastUsedDate === undefined,
    );
    if (idle !== undefined)
      return fail(
        `The key ${idle.AccessKeyId ?? ''}, made on ${dayOf(idle.CreateDate)}, was never used.`,
        'AccessKeyMetadata',
        'LoginProfile',
      );
    return pass('The user has no active key that was never used.', 'AccessKeyMetadata');
  },
});
