import { inlinePolicyExamples } from '../../identity/inline-policies.ts';
import { escalation } from '../../identity/policy-rules.ts';

export const examples = inlinePolicyExamples(escalation);
