import { passwordControl } from '../../identity/password-policy.ts';
import { passwordExpiry } from '../../identity/password-rules.ts';

export const control = passwordControl(passwordExpiry);
