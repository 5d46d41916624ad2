import { passwordExamples } from '../../identity/password-policy.ts';
import { passwordSymbol } from '../../identity/password-rules.ts';

export const examples = passwordExamples(passwordSymbol);
