import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { accountContactsType } from '../../../../providers/aws/resources/account_contacts/schema.ts';

export const control = defineControl({
  id: 'aws-account-security-contact',
  version: 1,
  title: 'The account has a security contact',
  severity: 'medium',
  category: 'governance',
  risk: 'AWS writes to the security contact when it sees leaked keys, abuse or a hole that must be closed. Without one the message goes to an address that perhaps nobody reads.',
  advice: {
    console: 'Account → Alternate contacts → Security → Edit: an address that a team reads, not a person.',
    cli: 'aws account put-alternate-contact --alternate-contact-type SECURITY --name "Security team" --title "Security" --email-address security@example.com --phone-number "+49 30 0000"',
    terraform:
      'resource "aws_account_alternate_contact" "security" {\n  alternate_contact_type = "SECURITY"\n  name                   = "Security team"\n  title                  = "Security"\n  email_address          = "security@example.com"\n  phone_number           = "+49300000"\n}',
    cloudformation: 'CloudFormation has no type for this: use the console or the command line.',
  },
  references: [
    'https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-update-contact-alternate.html',
  ],
  resource: accountContactsType,
  equivalents: ['prowler:account_security_contact_information_is_registered'],
  evaluate(it) {
    const contact = it.SecurityContact;
    if (contact === undefined) return fail('No security contact is set.', 'SecurityContact');
    if (contact.EmailAddress === undefined && contact.PhoneNumber === undefined)
      return fail('The security contact has neither address nor telephone number.', 'SecurityContact');
    return pass(
      `The security contact is ${contact.EmailAddress ?? contact.PhoneNumber ?? ''}.`,
      'SecurityContact',
    );
  },
});
