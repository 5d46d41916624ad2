import { managedPolicyExamples } from '../../identity/managed-policies.ts';
import { assumesAnyRole } from '../../identity/policy-rules.ts';

export const examples = managedPolicyExamples(assumesAnyRole);
