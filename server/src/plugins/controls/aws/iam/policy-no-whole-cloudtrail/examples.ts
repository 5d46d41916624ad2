import { managedPolicyExamples } from '../../identity/managed-policies.ts';
import { wholeCloudtrail } from '../../identity/policy-rules.ts';

export const examples = managedPolicyExamples(wholeCloudtrail);
