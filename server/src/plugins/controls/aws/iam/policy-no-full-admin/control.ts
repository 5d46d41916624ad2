import { managedPolicyControl } from '../../identity/managed-policies.ts';
import { fullAdmin } from '../../identity/policy-rules.ts';

export const control = managedPolicyControl(fullAdmin, {
  equivalents: ['prowler:iam_customer_attached_policy_no_administrative_privileges'],
  attachment: 'attached',
});
