import type { Corrections } from '../../../plugin-kit/define-framework.ts';

/** What the recorded facts on the rule get wrong or lack. */
export const corrections: Corrections = {
  '164.308(a)(3)(ii)(C)': {
    also: ['prowler:iam_user_accesskey_unused', 'prowler:iam_user_console_access_unused'],
  },
  '164.308(a)(4)(ii)(A)': {
    noneRecorded: 'They look at encryption and logs, not at whether a clearing house is kept apart.',
  },
  '164.308(a)(5)(ii)(B)': { also: ['prowler:guardduty_is_enabled', 'prowler:inspector2_is_enabled'] },
  '164.308(a)(7)(ii)(B)': { also: ['prowler:backup_plans_exist'] },
  '164.312(a)(1)': { also: ['prowler:iam_user_mfa_enabled_console_access'] },
  '164.312(e)(1)': {
    not: {
      'prowler:awslambda_function_not_publicly_accessible': 'Who may call a function is no transmission.',
    },
    also: ['prowler:elbv2_ssl_listeners', 'prowler:rds_instance_transport_encrypted'],
  },
};
