import { inlinePolicyExamples } from '../../identity/inline-policies.ts';
import { marketplace } from '../../identity/policy-rules.ts';

export const examples = inlinePolicyExamples(marketplace);
