import { defineRemediation } from '../../../../../plugin-kit/define-remediation.ts';
import { iamUserType } from '../../../../providers/aws/resources/iam_user/schema.ts';
import type { AwsActingSession } from '../../../../providers/aws/session/acting-types.ts';
import { awsCommand } from '../../target.ts';

type State = { HasPassword: boolean; MfaDevices: number };

async function read(session: AwsActingSession, { name }: { name: string }): Promise<State | null> {
  const devices = await session.ask('iam', 'ListMFADevices', { UserName: name }, { gone: ['NoSuchEntity'] });
  if (devices.state !== 'value') return null;
  const login = await session.ask('iam', 'GetLoginProfile', { UserName: name }, { absent: ['NoSuchEntity'] });
  return {
    HasPassword: login.state === 'value',
    MfaDevices: devices.value.MFADevices?.length ?? 0,
  };
}

export const remediation = defineRemediation<typeof iamUserType, AwsActingSession, State>({
  id: 'aws-iam-remove-console-password',
  title: 'Take the console password from an IAM user without MFA',
  description:
    'The user can no longer sign in to the console. ' +
    'Access keys, groups and rights stay, and users with an MFA device are left alone.',
  resource: iamUserType,
  risk: 'high',
  impact:
    'A person who signs in with this password is locked out of the console until an administrator gives another one. ' +
    'Sessions that are open go on until they end.',
  effortMinutes: 10,
  controls: ['aws-iam-user-console-mfa'],
  driftAttributes: ['LoginProfile'],
  irreversible: 'The password cannot be brought back: an administrator has to give the user a new one.',
  permissions: { read: ['iam:GetLoginProfile', 'iam:ListMFADevices'], write: ['iam:DeleteLoginProfile'] },
  calls: { writes: ['iam:DeleteLoginProfile'] },

  read,

  plan({ HasPassword, MfaDevices }, { target }) {
    if (!HasPassword) return { nothing: 'The user has no password for the console.' };
    if (MfaDevices > 0) return { nothing: 'The user has a password and an MFA device.' };
    return {
      after: { HasPassword: false, MfaDevices },
      summary: `Take the console password from ${target.name}, who has no MFA device`,
    };
  },

  async write(session, { name }, _from, { HasPassword }) {
    const now = await read(session, { name });
    if (HasPassword || now?.HasPassword !== true) return;
    await session.send('iam', 'DeleteLoginProfile', { UserName: name });
  },

  byHand: (target) => ({
    cli: [awsCommand('iam delete-login-profile', target, '--user-name', target.name)],
    terraform: `# Remove the aws_iam_user_login_profile of ${target.name}.`,
    console: `IAM → Users → ${target.name} → Security credentials → Console sign-in → Manage console access: disable.`,
  }),
});
