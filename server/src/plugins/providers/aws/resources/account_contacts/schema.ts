import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { struct, text } from '../../shapes/schema-parts.ts';

const alternate = struct({ EmailAddress: text, Name: text, PhoneNumber: text, Title: text });

/** Whom AWS reaches about the account: no CloudFormation type; the names are those of the Account API. */
export const accountContactsType = defineResourceType({
  type: 'account_contacts',
  vendorType: 'AWS::Account::Contacts',
  provider: 'aws',
  title: 'Contacts of the account',
  service: 'account',
  aliases: ['contacts'],
  schema: z.looseObject({
    AccountId: text,
    ContactInformation: struct({
      AddressLine1: text,
      City: text,
      CompanyName: text,
      CountryCode: text,
      FullName: text,
      PhoneNumber: text,
      PostalCode: text,
    }),
    /** Absent where no such contact is set. */
    SecurityContact: alternate,
    BillingContact: alternate,
    OperationsContact: alternate,
  }),
  facts: { readOnlyPaths: ['AccountId'] },
});
