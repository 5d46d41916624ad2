import { inlinePolicyControl } from '../../identity/inline-policies.ts';
import { marketplace } from '../../identity/policy-rules.ts';

export const control = inlinePolicyControl('group', marketplace, {
  equivalents: ['prowler:iam_inline_policy_no_wildcard_marketplace_subscribe'],
});
