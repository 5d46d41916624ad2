import type { StoredUser } from '../world/iam-records.ts';
import type { World } from '../world/world.ts';

const columns =
  'user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated';

function time(date: Date | undefined): string {
  return date ? `${date.toISOString().slice(0, 19)}+00:00` : 'N/A';
}

function keyCells(user: StoredUser, index: number): string[] {
  const key = user.accessKeys[index];
  if (!key) return ['false', 'N/A', 'N/A', 'N/A', 'N/A'];
  return [
    String(key.Status === 'Active'),
    time(key.CreateDate),
    time(key.lastUsed?.LastUsedDate),
    key.lastUsed?.Region ?? 'N/A',
    key.lastUsed?.ServiceName ?? 'N/A',
  ];
}

function userRow(user: StoredUser): string {
  const password = user.loginProfile
    ? [
        'true',
        user.PasswordLastUsed ? time(user.PasswordLastUsed) : 'no_information',
        time(user.loginProfile.CreateDate),
        'N/A',
      ]
    : ['false', 'N/A', 'N/A', 'N/A'];
  return [
    user.UserName,
    user.Arn,
    time(user.CreateDate),
    ...password,
    String(user.mfaDevices.length > 0),
    ...keyCells(user, 0),
    ...keyCells(user, 1),
    'false,N/A,false,N/A',
  ].join(',');
}

/** The account's credential report as CSV, in the columns that IAM has. */
export function credentialReport(world: World): string {
  const { rootMfaEnabled, rootAccessKeys, rootPasswordLastUsed, users } = world.iam;
  const root = [
    '<root_account>',
    `arn:aws:iam::${world.accountId}:root`,
    '2019-02-11T08:12:40+00:00',
    `not_supported,${rootPasswordLastUsed ? time(rootPasswordLastUsed) : 'no_information'},not_supported,not_supported`,
    String(rootMfaEnabled),
    `${rootAccessKeys > 0},N/A,N/A,N/A,N/A`,
    'false,N/A,N/A,N/A,N/A',
    'false,N/A,false,N/A',
  ].join(',');
  return [columns, root, ...users.all().map(userRow)].join('\n');
}
