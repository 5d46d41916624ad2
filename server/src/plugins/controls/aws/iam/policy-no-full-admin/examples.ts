import { managedPolicyExamples } from '../../identity/managed-policies.ts';
import { fullAdmin } from '../../identity/policy-rules.ts';

export const examples = managedPolicyExamples(fullAdmin, 'attached');
