import { managedPolicyControl } from '../../identity/managed-policies.ts';
import { escalation } from '../../identity/policy-rules.ts';

export const control = managedPolicyControl(escalation, {
  equivalents: ['prowler:iam_policy_allows_privilege_escalation'],
});
