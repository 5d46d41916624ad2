import { managedPolicyExamples } from '../../identity/managed-policies.ts';
import { serviceWildcard } from '../../identity/policy-rules.ts';

export const examples = managedPolicyExamples(serviceWildcard);
