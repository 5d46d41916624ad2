import { passwordExamples } from '../../identity/password-policy.ts';
import { passwordLength } from '../../identity/password-rules.ts';

export const examples = passwordExamples(passwordLength);
