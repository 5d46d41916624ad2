import { passwordControl } from '../../identity/password-policy.ts';
import { passwordNumber } from '../../identity/password-rules.ts';

export const control = passwordControl(passwordNumber);
