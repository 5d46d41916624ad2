import { passwordControl } from '../../identity/password-policy.ts';
import { passwordLength } from '../../identity/password-rules.ts';

export const control = passwordControl(passwordLength);
