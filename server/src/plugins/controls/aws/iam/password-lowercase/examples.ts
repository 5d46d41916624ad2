import { passwordExamples } from '../../identity/password-policy.ts';
import { passwordLowercase } from '../../identity/password-rules.ts';

export const examples = passwordExamples(passwordLowercase);
