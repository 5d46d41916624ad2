import { managedPolicyControl } from '../../identity/managed-policies.ts';
import { assumesAnyRole } from '../../identity/policy-rules.ts';

export const control = managedPolicyControl(assumesAnyRole, {
  equivalents: ['prowler:iam_no_custom_policy_permissive_role_assumption'],
});
