import { describe, expect, it } from 'vitest';
import { collectAll, type RecordedResponses, replaySession } from '../../testing/replay.ts';
import { iamAccountCollector as collector } from './collect.ts';

const recorded: RecordedResponses = {
  'iam:GetAccountSummary': {
    SummaryMap: { AccountMFAEnabled: 1, AccountAccessKeysPresent: 0, Users: 5, UsersQuota: 5000 },
  },
  'iam:GetAccountPasswordPolicy': {
    PasswordPolicy: { MinimumPasswordLength: 14, RequireSymbols: true, ExpirePasswords: false },
  },
  'iam:ListAccountAliases': { AccountAliases: ['example-prod'] },
  'iam:ListVirtualMFADevices': {
    VirtualMFADevices: [
      {
        SerialNumber: 'arn:aws:iam::123456789012:mfa/root-account-mfa-device',
        EnableDate: '2024-01-01T00:00:00Z',
        User: { Arn: 'arn:aws:iam::123456789012:root', PasswordLastUsed: '2024-05-01T00:00:00Z' },
      },
      {
        SerialNumber: 'arn:aws:iam::123456789012:mfa/alice',
        User: { UserName: 'alice', Arn: 'arn:aws:iam::123456789012:user/alice' },
      },
    ],
  },
};

async function collectOne(changes: RecordedResponses = {}) {
  const responses = { ...recorded, ...changes };
  const [observed] = await collectAll(collector, replaySession({ collector, responses }));
  if (observed === undefined) throw new Error('no account was collected');
  return observed;
}

describe('the IAM account collector', () => {
  it('shows the root user, the password policy and the alias of the account', async () => {
    const account = await collectOne();
    expect(account).toMatchObject({
      externalId: 'arn:aws:iam::123456789012:root',
      name: 'example-prod',
      region: 'global',
      unreadable: [],
    });
    expect(account.configuration).toEqual({
      AccountId: '123456789012',
      SummaryMap: { AccountMFAEnabled: 1, AccountAccessKeysPresent: 0, Users: 5, UsersQuota: 5000 },
      PasswordPolicy: { MinimumPasswordLength: 14, RequireSymbols: true, ExpirePasswords: false },
      AccountAliases: ['example-prod'],
      VirtualMFADevices: [
        {
          SerialNumber: 'arn:aws:iam::123456789012:mfa/root-account-mfa-device',
          EnableDate: '2024-01-01T00:00:00.000Z',
        },
      ],
    });
  });

  it('tells no password policy from a policy that may not be read', async () => {
    const none = await collectOne({ 'iam:GetAccountPasswordPolicy': { error: 'NoSuchEntity', status: 404 } });
    const denied = await collectOne({
      'iam:GetAccountPasswordPolicy': { error: 'AccessDenied', status: 403 },
    });
    expect(none.configuration).not.toHaveProperty('PasswordPolicy');
    expect(none.unreadable).toEqual([]);
    expect(denied.unreadable).toMatchObject([
      { path: 'PasswordPolicy', reason: 'denied', permission: 'iam:GetAccountPasswordPolicy' },
    ]);
  });

  it('is named by its number where it has no alias', async () => {
    const account = await collectOne({ 'iam:ListAccountAliases': { AccountAliases: [] } });
    expect(account.name).toBe('123456789012');
  });
});
