import { passwordControl } from '../../identity/password-policy.ts';
import { passwordSymbol } from '../../identity/password-rules.ts';

export const control = passwordControl(passwordSymbol);
