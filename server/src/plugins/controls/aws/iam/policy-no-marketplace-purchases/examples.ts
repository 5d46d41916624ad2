import { managedPolicyExamples } from '../../identity/managed-policies.ts';
import { marketplace } from '../../identity/policy-rules.ts';

export const examples = managedPolicyExamples(marketplace);
