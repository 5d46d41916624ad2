import { managedPolicyExamples } from '../../identity/managed-policies.ts';
import { escalation } from '../../identity/policy-rules.ts';

export const examples = managedPolicyExamples(escalation);
