import { passwordExamples } from '../../identity/password-policy.ts';
import { passwordNumber } from '../../identity/password-rules.ts';

export const examples = passwordExamples(passwordNumber);
