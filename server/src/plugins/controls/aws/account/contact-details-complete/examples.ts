import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const ContactInformation = {
  FullName: 'Ada Example',
  AddressLine1: 'Street 1',
  City: 'Berlin',
  CountryCode: 'DE',
  PostalCode: '10115',
  PhoneNumber: '+49300000',
};

export const examples = defineExamples({
  pass: [{ title: 'with all of them', configuration: { ContactInformation } }],
  fail: [
    {
      title: 'without a telephone number',
      configuration: { ContactInformation: { ...ContactInformation, PhoneNumber: '' } },
      says: 'PhoneNumber',
    },
    { title: 'without any', configuration: {} },
  ],
  unknown: [
    {
      title: 'whose ContactInformation was denied',
      configuration: {},
      unreadable: [
        { path: 'ContactInformation', reason: 'denied', permission: 'account:GetContactInformation' },
      ],
      says: 'account:GetContactInformation',
    },
  ],
});
