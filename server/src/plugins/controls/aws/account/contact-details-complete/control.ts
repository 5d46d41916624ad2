import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { accountContactsType } from '../../../../providers/aws/resources/account_contacts/schema.ts';

const needed = ['FullName', 'AddressLine1', 'City', 'CountryCode', 'PhoneNumber'] as const;

export const control = defineControl({
  id: 'aws-account-contact-details-complete',
  version: 1,
  title: 'The contact details of the account are complete',
  severity: 'low',
  category: 'governance',
  risk: 'AWS calls or writes when an account is misused, before it closes it. Without a name, an address and a telephone number it cannot. Whether they are up to date only a person can say.',
  advice: {
    console: 'Account → Contact information → Edit: name, address and telephone number of today.',
    cli: 'aws account put-contact-information --contact-information file://contact.json',
    terraform:
      'resource "aws_account_primary_contact" "this" {\n  full_name    = "..."\n  phone_number = "+49300000"\n}',
    cloudformation: 'CloudFormation has no type for this: use the console or the command line.',
  },
  references: [
    'https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-update-contact-primary.html',
  ],
  resource: accountContactsType,
  equivalents: [],
  withoutFramework:
    'CIS asks for current details, which only a person can confirm; this sees whether there are any.',
  evaluate(it) {
    const missing = needed.filter((field) => !it.ContactInformation?.[field]);
    if (missing.length > 0)
      return fail(`Missing in the contact details: ${missing.join(', ')}.`, 'ContactInformation');
    return pass('Name, address and telephone number are given.', 'ContactInformation');
  },
});
