import { passwordControl } from '../../identity/password-policy.ts';
import { passwordLowercase } from '../../identity/password-rules.ts';

export const control = passwordControl(passwordLowercase);
