import type { AnyRemediation } from '../../../../plugin-kit/define-remediation.ts';
import { iamAccountType } from '../../../providers/aws/resources/iam_account/schema.ts';
import { defineSetting, type Words } from '../setting.ts';
import { awsCommand, terraformBlock } from '../target.ts';

/** The whole policy: IAM replaces it as one. Null for what is not limited. */
export type PasswordPolicy = {
  MinimumPasswordLength: number;
  RequireSymbols: boolean;
  RequireNumbers: boolean;
  RequireUppercaseCharacters: boolean;
  RequireLowercaseCharacters: boolean;
  AllowUsersToChangePassword: boolean;
  MaxPasswordAge: number | null;
  PasswordReusePrevention: number | null;
  HardExpiry: boolean | null;
};

/** What holds in an account that has no policy of its own. */
const withoutPolicy: PasswordPolicy = {
  MinimumPasswordLength: 8,
  RequireSymbols: false,
  RequireNumbers: false,
  RequireUppercaseCharacters: false,
  RequireLowercaseCharacters: false,
  AllowUsersToChangePassword: false,
  MaxPasswordAge: null,
  PasswordReusePrevention: null,
  HardExpiry: null,
};

const terraformNames: Partial<Record<keyof PasswordPolicy, string>> = {
  MinimumPasswordLength: 'minimum_password_length',
  RequireSymbols: 'require_symbols',
  RequireNumbers: 'require_numbers',
  RequireUppercaseCharacters: 'require_uppercase_characters',
  RequireLowercaseCharacters: 'require_lowercase_characters',
  AllowUsersToChangePassword: 'allow_users_to_change_password',
  MaxPasswordAge: 'max_password_age',
  PasswordReusePrevention: 'password_reuse_prevention',
  HardExpiry: 'hard_expiry',
};

const known = (policy: PasswordPolicy) =>
  Object.entries(policy).filter(
    (entry): entry is [keyof PasswordPolicy, number | boolean] => entry[1] !== null,
  );

const option = (name: string) => name.replace(/(?<=[a-z])[A-Z]/g, '-$&').toLowerCase();

/** Makes the password policy stricter where it is too lax, and never laxer anywhere. */
export function passwordPolicy({
  stricter,
  inOrder,
  summary,
  ...words
}: Words & {
  stricter(policy: PasswordPolicy): PasswordPolicy;
  inOrder: string;
  summary: string;
}): AnyRemediation {
  return defineSetting<typeof iamAccountType, PasswordPolicy | null>({
    ...words,
    resource: iamAccountType,
    attribute: 'PasswordPolicy',
    permissions: {
      read: ['iam:GetAccountPasswordPolicy'],
      write: ['iam:UpdateAccountPasswordPolicy', 'iam:DeleteAccountPasswordPolicy'],
    },
    calls: ['iam:UpdateAccountPasswordPolicy', 'iam:DeleteAccountPasswordPolicy'],

    async read(session) {
      const answer = await session.ask('iam', 'GetAccountPasswordPolicy', {}, { absent: ['NoSuchEntity'] });
      const policy = answer.state === 'value' ? answer.value.PasswordPolicy : undefined;
      if (policy === undefined) return { value: null };
      return {
        value: {
          MinimumPasswordLength: policy.MinimumPasswordLength ?? 6,
          RequireSymbols: policy.RequireSymbols === true,
          RequireNumbers: policy.RequireNumbers === true,
          RequireUppercaseCharacters: policy.RequireUppercaseCharacters === true,
          RequireLowercaseCharacters: policy.RequireLowercaseCharacters === true,
          AllowUsersToChangePassword: policy.AllowUsersToChangePassword === true,
          MaxPasswordAge: policy.MaxPasswordAge || null,
          PasswordReusePrevention: policy.PasswordReusePrevention || null,
          HardExpiry: policy.HardExpiry ?? null,
        },
      };
    },

    plan(policy, { target }) {
      const before = policy ?? withoutPolicy;
      const to = stricter(before);
      const changed = known(to).filter(([name, value]) => before[name] !== value);
      if (policy !== null && changed.length === 0) return { nothing: inOrder };
      const what = changed.map(([name, value]) => `${name} ${value}`).join(', ');
      return { to, summary: `${summary} of ${target.name}: ${what}` };
    },

    async write(session, _target, policy) {
      if (policy === null) await session.send('iam', 'DeleteAccountPasswordPolicy', {});
      else await session.send('iam', 'UpdateAccountPasswordPolicy', Object.fromEntries(known(policy)));
    },

    callsBetween: (_from, policy) => [
      policy === null ? 'iam:DeleteAccountPasswordPolicy' : 'iam:UpdateAccountPasswordPolicy',
    ],

    byHand(target, policy) {
      if (policy === null)
        return {
          cli: [awsCommand('iam delete-account-password-policy', target)],
          terraform: null,
          console: 'IAM → Account settings → Password policy → Edit: choose the default of IAM.',
        };
      const words = known(policy).flatMap(([name, value]) => {
        if (typeof value === 'number') return [`--${option(name)}`, String(value)];
        return [value ? `--${option(name)}` : `--no-${option(name)}`];
      });
      const values = Object.fromEntries(
        known(policy).map(([name, value]) => [terraformNames[name] ?? name, value]),
      );
      return {
        cli: [awsCommand('iam update-account-password-policy', target, ...words)],
        terraform: terraformBlock('aws_iam_account_password_policy', values),
        console: `IAM → Account settings → Password policy → Edit → Custom: ${known(policy)
          .map(([name, value]) => `${name} ${value}`)
          .join(', ')}.`,
      };
    },
  });
}
