import { inlinePolicyExamples } from '../../identity/inline-policies.ts';
import { fullAdmin } from '../../identity/policy-rules.ts';

export const examples = inlinePolicyExamples(fullAdmin);
