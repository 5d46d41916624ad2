import { inlinePolicyControl } from '../../identity/inline-policies.ts';
import { fullAdmin } from '../../identity/policy-rules.ts';

export const control = inlinePolicyControl('user', fullAdmin, {
  equivalents: ['prowler:iam_inline_policy_no_administrative_privileges'],
});
