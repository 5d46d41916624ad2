import type { PasswordRule } from './password-policy.ts';

const leastLength = 14;
const leastReuse = 24;
const mostDays = 90;

const guessing =
  'Passwords of IAM users are tried out from anywhere in the world. The fewer kinds of characters a password must have, the sooner a program that guesses finds it.';

function kind(
  what: 'symbol' | 'number' | 'uppercase' | 'lowercase',
  setting: 'RequireSymbols' | 'RequireNumbers' | 'RequireUppercaseCharacters' | 'RequireLowercaseCharacters',
  words: { one: string; console: string; cli: string; terraform: string },
): PasswordRule {
  return {
    id: `aws-iam-password-${what}`,
    title: `Passwords of IAM users need ${words.one}`,
    severity: 'low',
    risk: guessing,
    equivalents: [`prowler:iam_password_policy_${what}`],
    console: words.console,
    cli: words.cli,
    terraform: words.terraform,
    fault: (policy) => (policy[setting] === true ? undefined : `does not ask for ${words.one}`),
    good: `asks for ${words.one}`,
    byDefault: 'a password needs only three of the four kinds of characters',
    keeps: { [setting]: true },
    breaks: { [setting]: false },
  };
}

export const passwordSymbol = kind('symbol', 'RequireSymbols', {
  one: 'a symbol',
  console: 'tick "Require at least one non-alphanumeric character"',
  cli: '--require-symbols',
  terraform: 'require_symbols = true',
});
export const passwordNumber = kind('number', 'RequireNumbers', {
  one: 'a number',
  console: 'tick "Require at least one number"',
  cli: '--require-numbers',
  terraform: 'require_numbers = true',
});
export const passwordUppercase = kind('uppercase', 'RequireUppercaseCharacters', {
  one: 'an uppercase letter',
  console: 'tick "Require at least one uppercase letter"',
  cli: '--require-uppercase-characters',
  terraform: 'require_uppercase_characters = true',
});
export const passwordLowercase = kind('lowercase', 'RequireLowercaseCharacters', {
  one: 'a lowercase letter',
  console: 'tick "Require at least one lowercase letter"',
  cli: '--require-lowercase-characters',
  terraform: 'require_lowercase_characters = true',
});

export const passwordLength: PasswordRule = {
  id: 'aws-iam-password-length',
  title: `Passwords of IAM users have at least ${leastLength} characters`,
  severity: 'medium',
  risk: 'Short passwords are found by trying. Each further character multiplies the work; length protects more than any rule about kinds of characters.',
  equivalents: ['prowler:iam_password_policy_minimum_length_14'],
  console: `set "Password minimum length" to ${leastLength} or more`,
  cli: `--minimum-password-length ${leastLength}`,
  terraform: `minimum_password_length = ${leastLength}`,
  fault: ({ MinimumPasswordLength: length = 8 }) =>
    length >= leastLength ? undefined : `accepts ${length} characters; ${leastLength} are needed`,
  good: `asks for at least ${leastLength} characters`,
  byDefault: '8 characters are enough',
  keeps: { MinimumPasswordLength: 14 },
  breaks: { MinimumPasswordLength: 13 },
};

export const passwordReuse: PasswordRule = {
  id: 'aws-iam-password-reuse',
  title: `Passwords of IAM users differ from the last ${leastReuse}`,
  severity: 'medium',
  risk: 'A password that leaked once stays useful to whoever has it when people may return to it. Remembering the last ones makes a change of password a real change.',
  equivalents: ['prowler:iam_password_policy_reuse_24'],
  console: `tick "Prevent password reuse" and set it to ${leastReuse}`,
  cli: `--password-reuse-prevention ${leastReuse}`,
  terraform: `password_reuse_prevention = ${leastReuse}`,
  fault: ({ PasswordReusePrevention: remembered = 0 }) =>
    remembered >= leastReuse ? undefined : `remembers ${remembered} passwords; ${leastReuse} are needed`,
  good: `remembers the last ${leastReuse} passwords`,
  byDefault: 'every password may be used again',
  keeps: { PasswordReusePrevention: 24 },
  breaks: { PasswordReusePrevention: 5 },
};

export const passwordExpiry: PasswordRule = {
  id: 'aws-iam-password-expiry',
  title: `Passwords of IAM users expire within ${mostDays} days`,
  severity: 'medium',
  risk: 'A password that never ends is valid for as long as nobody notices that somebody else has it. Standards that do not demand a second factor everywhere still ask for an end.',
  equivalents: ['prowler:iam_password_policy_expires_passwords_within_90_days_or_less'],
  console: `tick "Turn on password expiration" and set ${mostDays} days or less`,
  cli: `--max-password-age ${mostDays}`,
  terraform: `max_password_age = ${mostDays}`,
  fault: ({ ExpirePasswords, MaxPasswordAge }) => {
    if (ExpirePasswords !== true || MaxPasswordAge === undefined || MaxPasswordAge === 0)
      return 'lets passwords live for ever';
    return MaxPasswordAge <= mostDays ? undefined : `lets passwords live for ${MaxPasswordAge} days`;
  },
  good: `ends passwords within ${mostDays} days`,
  byDefault: 'passwords never expire',
  keeps: { ExpirePasswords: true, MaxPasswordAge: 90 },
  breaks: { ExpirePasswords: true, MaxPasswordAge: 180 },
};
