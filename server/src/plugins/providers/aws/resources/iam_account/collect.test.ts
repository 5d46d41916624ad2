import { describe, expect, it } from 'vitest';
import { collectAll, type RecordedResponses, replaySession } from '../../testing/replay.ts';
import { iamAccountCollector as collector } from './collect.ts';

const columns =
  'user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated';
const rootRow = (password: string, firstKey: string, secondKey: string) =>
  `<root_account>,arn:aws:iam::123456789012:root,2016-05-16T18:13:11+00:00,not_supported,${password},not_supported,not_supported,true,true,N/A,${firstKey},us-east-1,s3,true,N/A,${secondKey},N/A,N/A,false,N/A,false,N/A`;
const otherRow =
  'smith,jane,arn:aws:iam::123456789012:user/smith,jane,2020-01-01T00:00:00+00:00,true,2026-01-01T00:00:00+00:00,2020-01-01T00:00:00+00:00,N/A,true,false,N/A,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A';
const report = (row: string) => ({
  Content: Buffer.from([columns, otherRow, row].join('\n')).toString('base64'),
  ReportFormat: 'text/csv',
});

const recorded: RecordedResponses = {
  'iam:GenerateCredentialReport': { State: 'COMPLETE' },
  'iam:GetCredentialReport': report(rootRow('2025-11-30T10:00:00+00:00', '2025-12-02T01:00:00+00:00', 'N/A')),
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
      RootUser: { PasswordLastUsedDate: '2025-11-30', AccessKeyLastUsedDate: '2025-12-02' },
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

  it('tells a root user that was never used from one of whom nothing may be read', async () => {
    const never = await collectOne({
      'iam:GetCredentialReport': report(rootRow('no_information', 'N/A', 'N/A')),
    });
    const denied = await collectOne({
      'iam:GenerateCredentialReport': { error: 'AccessDenied', status: 403 },
    });
    expect(never.configuration.RootUser).toEqual({});
    expect(denied.configuration).not.toHaveProperty('RootUser');
    expect(denied.unreadable).toMatchObject([
      { path: 'RootUser', reason: 'denied', permission: 'iam:GenerateCredentialReport' },
    ]);
  });

  it('says nothing of the root user when the report has no row of it', async () => {
    const account = await collectOne({ 'iam:GetCredentialReport': report(otherRow) });
    expect(account.configuration).not.toHaveProperty('RootUser');
  });

  it('is named by its number where it has no alias', async () => {
    const account = await collectOne({ 'iam:ListAccountAliases': { AccountAliases: [] } });
    expect(account.name).toBe('123456789012');
  });
});
