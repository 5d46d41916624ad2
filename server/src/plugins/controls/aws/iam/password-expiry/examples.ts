import { passwordExamples } from '../../identity/password-policy.ts';
import { passwordExpiry } from '../../identity/password-rules.ts';

export const examples = passwordExamples(passwordExpiry);
