import { passwordControl } from '../../identity/password-policy.ts';
import { passwordReuse } from '../../identity/password-rules.ts';

export const control = passwordControl(passwordReuse);
