import type { Severity } from '../../../../core/severity.ts';
import { fail, pass, type Verdict } from '../../../../core/verdict.ts';
import {
  type AnyControl,
  type ControlExamples,
  defineControl,
  defineExamples,
} from '../../../../plugin-kit/define-control.ts';
import { iamAccountType } from '../../../providers/aws/resources/iam_account/schema.ts';

/** The password policy of an account, as the API names its parts. */
export type PasswordPolicy = {
  MinimumPasswordLength?: number | undefined;
  RequireSymbols?: boolean | undefined;
  RequireNumbers?: boolean | undefined;
  RequireUppercaseCharacters?: boolean | undefined;
  RequireLowercaseCharacters?: boolean | undefined;
  ExpirePasswords?: boolean | undefined;
  MaxPasswordAge?: number | undefined;
  PasswordReusePrevention?: number | undefined;
};

export type PasswordRule = {
  id: string;
  title: string;
  severity: Severity;
  risk: string;
  equivalents: readonly string[];
  /** The box or field of the console. */
  console: string;
  /** The option of `aws iam update-account-password-policy`. */
  cli: string;
  terraform: string;
  /** What is wrong with the policy, as the end of "The password policy …"; undefined when nothing is. */
  fault(policy: PasswordPolicy): string | undefined;
  good: string;
  /** What an account without a policy of its own has. */
  byDefault: string;
  keeps: PasswordPolicy;
  breaks: PasswordPolicy;
};

/** One demand on the passwords of IAM users. An account without a policy has AWS's default, which keeps none of ours. */
export function passwordControl(rule: PasswordRule): AnyControl {
  return defineControl({
    id: rule.id,
    version: 1,
    title: rule.title,
    severity: rule.severity,
    category: 'identity',
    risk: rule.risk,
    advice: {
      console: `IAM → Account settings → Password policy → Edit → Custom: ${rule.console}.`,
      cli: `aws iam update-account-password-policy ${rule.cli} (give all other settings too: what is left out returns to its default)`,
      terraform: `resource "aws_iam_account_password_policy" "this" {\n  ${rule.terraform}\n}`,
      cloudformation:
        'CloudFormation has no type for the password policy: set it by the command line, or by a custom resource that calls UpdateAccountPasswordPolicy.',
    },
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html',
    ],
    resource: iamAccountType,
    equivalents: rule.equivalents,
    evaluate(account): Verdict {
      const policy = account.PasswordPolicy;
      if (policy === undefined)
        return fail(
          `The account has no password policy; AWS's default applies, by which ${rule.byDefault}.`,
          'PasswordPolicy',
        );
      const fault = rule.fault(policy);
      if (fault !== undefined) return fail(`The password policy ${fault}.`, 'PasswordPolicy');
      return pass(`The password policy ${rule.good}.`, 'PasswordPolicy');
    },
  });
}

export function passwordExamples(rule: PasswordRule): ControlExamples {
  return defineExamples({
    pass: [
      { title: 'whose policy asks for it', configuration: { PasswordPolicy: { ...rule.keeps } as never } },
    ],
    fail: [
      { title: 'without a password policy', configuration: {}, says: 'default' },
      {
        title: 'whose policy does not ask for it',
        configuration: { PasswordPolicy: { ...rule.breaks } as never },
      },
      { title: 'whose policy says nothing of it', configuration: { PasswordPolicy: {} } },
    ],
    unknown: [
      {
        title: 'whose password policy was denied',
        configuration: {},
        unreadable: [
          { path: 'PasswordPolicy', reason: 'denied', permission: 'iam:GetAccountPasswordPolicy' },
        ],
        says: 'iam:GetAccountPasswordPolicy',
      },
    ],
  });
}
