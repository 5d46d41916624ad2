import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { guarddutyDetectorType } from '../../../../providers/aws/resources/guardduty_detector/schema.ts';

export const control = defineControl({
  id: 'aws-guardduty-detector-centrally-managed',
  version: 1,
  title: 'GuardDuty is managed from one account',
  severity: 'medium',
  category: 'threat-detection',
  risk: 'Findings that stay in the account where they arise are seen by whoever works there, or by nobody. Central management also keeps a member from switching it off.',
  advice: {
    console:
      'GuardDuty → Settings → Accounts: name a delegated administrator in the management account and add all accounts.',
    cli: 'aws guardduty enable-organization-admin-account --admin-account-id ACCOUNT_ID',
    terraform:
      'resource "aws_guardduty_organization_admin_account" "this" {\n  admin_account_id = "ACCOUNT_ID"\n}',
    cloudformation:
      'CloudFormation has no type for it: name the delegated administrator by console or command line.',
  },
  references: ['https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_organizations.html'],
  resource: guarddutyDetectorType,
  equivalents: ['prowler:guardduty_centrally_managed'],
  evaluate(detector) {
    const manager = detector.Administrator;
    if (manager?.RelationshipStatus?.toLowerCase() === 'enabled')
      return pass(`The account ${manager.AccountId ?? ''} manages this detector.`, 'Administrator');
    const members = detector.EnabledMemberCount;
    if (members !== undefined && members > 0)
      return pass(
        `This detector manages ${members === 1 ? 'one account' : `${members} accounts`}.`,
        'EnabledMemberCount',
      );
    return fail('This detector stands alone.', 'Administrator', 'EnabledMemberCount');
  },
});
