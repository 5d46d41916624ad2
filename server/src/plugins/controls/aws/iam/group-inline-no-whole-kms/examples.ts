import { inlinePolicyExamples } from '../../identity/inline-policies.ts';
import { wholeKms } from '../../identity/policy-rules.ts';

export const examples = inlinePolicyExamples(wholeKms);
