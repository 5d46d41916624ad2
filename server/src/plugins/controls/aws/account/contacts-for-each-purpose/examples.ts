import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const contact = (EmailAddress: string) => ({ EmailAddress });
const three = {
  SecurityContact: contact('security@example.com'),
  BillingContact: contact('billing@example.com'),
  OperationsContact: contact('ops@example.com'),
};

export const examples = defineExamples({
  pass: [{ title: 'with three contacts', configuration: three }],
  fail: [
    { title: 'without any', configuration: {} },
    {
      title: 'whose contacts share an address',
      configuration: { ...three, BillingContact: contact('OPS@example.com') },
      says: 'same address',
    },
    {
      title: 'without a billing contact, although another was denied',
      configuration: { OperationsContact: three.OperationsContact },
      unreadable: [{ path: 'SecurityContact', reason: 'denied' }],
      says: 'billing',
    },
  ],
  unknown: [
    {
      title: 'whose security contact was denied',
      configuration: { BillingContact: three.BillingContact, OperationsContact: three.OperationsContact },
      unreadable: [{ path: 'SecurityContact', reason: 'denied', permission: 'account:GetAlternateContact' }],
      says: 'account:GetAlternateContact',
    },
  ],
});
