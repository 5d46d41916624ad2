import { describe, expect, it } from 'vitest';
import { collectAll, type RecordedResponses, replaySession } from '../../testing/replay.ts';
import { accountContactsCollector as collector } from './collect.ts';

const security = {
  AlternateContactType: 'SECURITY',
  EmailAddress: 'security@example.com',
  Name: 'Security team',
  PhoneNumber: '+49 30 1',
  Title: 'On call',
};
const recorded: RecordedResponses = {
  'account:GetContactInformation': {
    ContactInformation: {
      FullName: 'Ada Example',
      CompanyName: 'Example',
      AddressLine1: 'Street 1',
      AddressLine2: 'Back yard',
      City: 'Berlin',
      CountryCode: 'DE',
      PostalCode: '10115',
      PhoneNumber: '+49 30 0',
    },
  },
  'account:GetAlternateContact': ({ AlternateContactType }) =>
    AlternateContactType === 'SECURITY'
      ? { AlternateContact: security }
      : { error: 'ResourceNotFoundException', status: 404 },
};
const collectOne = async (changes: RecordedResponses = {}) =>
  (await collectAll(collector, replaySession({ collector, responses: { ...recorded, ...changes } })))[0];

describe('the collector of contacts', () => {
  it('shows whom AWS reaches, and leaves out contacts that are not set', async () => {
    const contacts = await collectOne();
    expect(contacts).toMatchObject({
      externalId: 'arn:aws:account::123456789012:account',
      name: 'Example',
      region: 'global',
      unreadable: [],
    });
    expect(contacts?.configuration).toEqual({
      AccountId: '123456789012',
      ContactInformation: {
        AddressLine1: 'Street 1',
        City: 'Berlin',
        CompanyName: 'Example',
        CountryCode: 'DE',
        FullName: 'Ada Example',
        PhoneNumber: '+49 30 0',
        PostalCode: '10115',
      },
      SecurityContact: {
        EmailAddress: 'security@example.com',
        Name: 'Security team',
        PhoneNumber: '+49 30 1',
        Title: 'On call',
      },
    });
  });

  it('tells no contact from one that may not be read', async () => {
    const contacts = await collectOne({
      'account:GetAlternateContact': { error: 'AccessDeniedException', status: 403 },
    });
    expect(contacts?.unreadable.map(({ path }) => path)).toEqual([
      'SecurityContact',
      'BillingContact',
      'OperationsContact',
    ]);
  });
});
