import { inlinePolicyControl } from '../../identity/inline-policies.ts';
import { wholeCloudtrail } from '../../identity/policy-rules.ts';

export const control = inlinePolicyControl('user', wholeCloudtrail, {
  equivalents: ['prowler:iam_inline_policy_no_full_access_to_cloudtrail'],
});
