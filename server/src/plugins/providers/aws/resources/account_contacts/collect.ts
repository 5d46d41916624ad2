import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession } from '../../session/types.ts';
import { observed } from '../../shapes/observed.ts';
import { unlessEmpty } from '../../shapes/order.ts';
import { accountContactsType } from './schema.ts';

const alternates = [
  { path: 'SecurityContact', AlternateContactType: 'SECURITY' },
  { path: 'BillingContact', AlternateContactType: 'BILLING' },
  { path: 'OperationsContact', AlternateContactType: 'OPERATIONS' },
] as const;

export const accountContactsCollector = defineCollector<AwsSession>({
  resource: accountContactsType,
  scope: 'global',
  lists: [{ operation: 'account:GetContactInformation', permission: 'account:GetContactInformation' }],
  details: [
    {
      operation: 'account:GetAlternateContact',
      permission: 'account:GetAlternateContact',
      paths: alternates.map(({ path }) => path),
      absent: ['ResourceNotFoundException'],
    },
  ],
  async *collect(session) {
    const { ContactInformation: contact } = await session.call('account', 'GetContactInformation', {});
    const draft = draftConfiguration({
      AccountId: session.accountId,
      // Only what AWS asks of everybody: districts, further lines and web sites say nothing more.
      ContactInformation: unlessEmpty({
        AddressLine1: contact?.AddressLine1,
        City: contact?.City,
        CompanyName: contact?.CompanyName,
        CountryCode: contact?.CountryCode,
        FullName: contact?.FullName,
        PhoneNumber: contact?.PhoneNumber,
        PostalCode: contact?.PostalCode,
      }),
    });
    for (const { path, AlternateContactType } of alternates) {
      const answer = await session.detail(
        'account',
        'GetAlternateContact',
        { AlternateContactType },
        { paths: [path] },
      );
      draft.put(path, answer, ({ AlternateContact: it }) =>
        unlessEmpty({
          EmailAddress: it?.EmailAddress,
          Name: it?.Name,
          PhoneNumber: it?.PhoneNumber,
          Title: it?.Title,
        }),
      );
    }
    yield observed({ region: 'global' }, draft, {
      externalId: `arn:${session.partition}:account::${session.accountId}:account`,
      id: session.accountId,
      name: contact?.CompanyName ?? session.accountId,
    });
  },
});
