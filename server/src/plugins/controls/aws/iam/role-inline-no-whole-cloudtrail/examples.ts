import { inlinePolicyExamples } from '../../identity/inline-policies.ts';
import { wholeCloudtrail } from '../../identity/policy-rules.ts';

export const examples = inlinePolicyExamples(wholeCloudtrail);
