import { managedPolicyControl } from '../../identity/managed-policies.ts';
import { serviceWildcard } from '../../identity/policy-rules.ts';

export const control = managedPolicyControl(serviceWildcard, {
  equivalents: [],
  withoutFramework: 'AWS asks for it in its own best practices; the frameworks that we carry do not.',
});
