import { passwordExamples } from '../../identity/password-policy.ts';
import { passwordReuse } from '../../identity/password-rules.ts';

export const examples = passwordExamples(passwordReuse);
