import { managedPolicyControl } from '../../identity/managed-policies.ts';
import { wholeKms } from '../../identity/policy-rules.ts';

export const control = managedPolicyControl(wholeKms, {
  equivalents: ['prowler:iam_policy_no_full_access_to_kms'],
});
