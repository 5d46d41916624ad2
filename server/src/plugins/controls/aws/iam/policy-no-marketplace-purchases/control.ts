import { managedPolicyControl } from '../../identity/managed-policies.ts';
import { marketplace } from '../../identity/policy-rules.ts';

export const control = managedPolicyControl(marketplace, {
  equivalents: ['prowler:iam_policy_no_wildcard_marketplace_subscribe'],
});
