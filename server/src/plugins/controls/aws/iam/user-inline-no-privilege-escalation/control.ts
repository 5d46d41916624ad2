import { inlinePolicyControl } from '../../identity/inline-policies.ts';
import { escalation } from '../../identity/policy-rules.ts';

export const control = inlinePolicyControl('user', escalation, {
  equivalents: ['prowler:iam_inline_policy_allows_privilege_escalation'],
});
