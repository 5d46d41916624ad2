import { inlinePolicyControl } from '../../identity/inline-policies.ts';
import { wholeKms } from '../../identity/policy-rules.ts';

export const control = inlinePolicyControl('group', wholeKms, {
  equivalents: ['prowler:iam_inline_policy_no_full_access_to_kms'],
});
