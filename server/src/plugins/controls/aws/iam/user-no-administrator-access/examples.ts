import { administratorAccessExamples } from '../administrator-access-examples.ts';

export const examples = administratorAccessExamples('iam:ListAttachedUserPolicies');
