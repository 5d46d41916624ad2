import { managedPolicyExamples } from '../../identity/managed-policies.ts';
import { notAction } from '../../identity/policy-rules.ts';

export const examples = managedPolicyExamples(notAction);
