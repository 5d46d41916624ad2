import { managedPolicyControl } from '../../identity/managed-policies.ts';
import { wholeCloudtrail } from '../../identity/policy-rules.ts';

export const control = managedPolicyControl(wholeCloudtrail, {
  equivalents: ['prowler:iam_policy_no_full_access_to_cloudtrail'],
});
