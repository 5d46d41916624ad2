import { managedPolicyControl } from '../../identity/managed-policies.ts';
import { notAction } from '../../identity/policy-rules.ts';

export const control = managedPolicyControl(notAction, {
  equivalents: [],
  withoutFramework:
    'No framework that we carry asks for it by itself; it shows policies that nobody can read.',
});
