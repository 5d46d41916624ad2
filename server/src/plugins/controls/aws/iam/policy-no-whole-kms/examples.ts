import { managedPolicyExamples } from '../../identity/managed-policies.ts';
import { wholeKms } from '../../identity/policy-rules.ts';

export const examples = managedPolicyExamples(wholeKms);
