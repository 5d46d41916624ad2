import { passwordExamples } from '../../identity/password-policy.ts';
import { passwordUppercase } from '../../identity/password-rules.ts';

export const examples = passwordExamples(passwordUppercase);
