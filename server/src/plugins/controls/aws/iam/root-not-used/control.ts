import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { iamAccountType } from '../../../../providers/aws/resources/iam_account/schema.ts';
import { ago, daysSince } from '../../identity/days.ts';

const quietDays = 90;

export const control = defineControl({
  id: 'aws-iam-root-not-used',
  version: 1,
  title: 'Nobody has used the root user for 90 days',
  severity: 'high',
  category: 'identity',
  risk: 'What is done as root is done by nobody in particular and cannot be limited. Daily work as root also means that its password and device are at hand for daily accidents.',
  advice: {
    console:
      'Find out in CloudTrail (user name "root") who signed in and why; give these people a role with the rights for it, and put the root password and device away.',
    cli: 'aws cloudtrail lookup-events --lookup-attributes AttributeKey=Username,AttributeValue=root',
    terraform:
      '# Nothing to configure: give the people behind it roles of their own, and lock the root credentials away.',
    cloudformation:
      'Nothing to configure: give the people behind it roles of their own, and lock the root credentials away.',
  },
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-best-practices.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html',
  ],
  resource: iamAccountType,
  dependsOnTime: true,
  equivalents: ['prowler:iam_avoid_root_usage'],
  evaluate(it, subject) {
    const root = it.RootUser;
    if (root === undefined) return unknown('The credential report has no row of the root user.');
    const last = [
      { what: 'signed in', day: root.PasswordLastUsedDate },
      { what: 'used an access key', day: root.AccessKeyLastUsedDate },
    ]
      .filter(({ day }) => day !== undefined)
      .sort((left, right) => (right.day ?? '').localeCompare(left.day ?? ''))[0];
    if (last === undefined)
      return pass('The root user was never used since AWS takes note of it.', 'RootUser');
    const days = daysSince(last.day, subject.judgedAt);
    if (days === undefined)
      return unknown('The day of the last use of the root user cannot be read.', 'RootUser');
    if (days < quietDays) return fail(`The root user ${last.what} on ${last.day}, ${ago(days)}.`, 'RootUser');
    return pass(`The root user was last used on ${last.day}, ${ago(days)}.`, 'RootUser');
  },
});
