import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { accountContactsType } from '../../../../providers/aws/resources/account_contacts/schema.ts';
import { firstFound } from '../../identity/first-found.ts';

export const control = defineControl({
  id: 'aws-account-contacts-for-each-purpose',
  version: 1,
  title: 'Security, billing and operations have contacts of their own',
  severity: 'low',
  category: 'governance',
  risk: 'A bill, an outage and a break-in concern different people. Where all three go to one address, the urgent one waits under the others, or reaches nobody when that person is away.',
  advice: {
    console:
      'Account → Alternate contacts: fill in Security, Billing and Operations, each with an address of the team.',
    cli: 'aws account put-alternate-contact --alternate-contact-type OPERATIONS --name "Operations" --title "Operations" --email-address ops@example.com --phone-number "+49 30 0000"',
    terraform:
      'resource "aws_account_alternate_contact" "operations" {\n  alternate_contact_type = "OPERATIONS"\n  name                   = "Operations"\n  title                  = "Operations"\n  email_address          = "ops@example.com"\n  phone_number           = "+49300000"\n}',
    cloudformation: 'CloudFormation has no type for this: use the console or the command line.',
  },
  references: [
    'https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-update-contact-alternate.html',
  ],
  resource: accountContactsType,
  equivalents: ['prowler:account_maintain_different_contact_details_to_security_billing_and_operations'],
  withoutFramework:
    'CIS asks for a contact for security alone, which has a control of its own; the others ask for none.',
  evaluate(it) {
    const missing = firstFound(
      () => (it.SecurityContact === undefined ? 'security' : undefined),
      () => (it.BillingContact === undefined ? 'billing' : undefined),
      () => (it.OperationsContact === undefined ? 'operations' : undefined),
    );
    if (missing !== undefined)
      return fail(
        `No contact for ${missing} is set.`,
        'SecurityContact',
        'BillingContact',
        'OperationsContact',
      );
    const addresses = [it.SecurityContact, it.BillingContact, it.OperationsContact].map((contact) =>
      contact?.EmailAddress?.toLowerCase(),
    );
    if (new Set(addresses).size < addresses.length)
      return fail(
        'Two of the contacts have the same address.',
        'SecurityContact',
        'BillingContact',
        'OperationsContact',
      );
    return pass(
      'Each of the three contacts has an address of its own.',
      'SecurityContact',
      'BillingContact',
      'OperationsContact',
    );
  },
});
