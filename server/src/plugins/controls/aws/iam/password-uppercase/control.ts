import { passwordControl } from '../../identity/password-policy.ts';
import { passwordUppercase } from '../../identity/password-rules.ts';

export const control = passwordControl(passwordUppercase);
