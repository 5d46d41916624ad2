/**
 * Reasons about AWS policies: of identities, of resources, and of who trusts whom. Pure, and careful in one
 * direction: what it cannot read it calls unreadable, and where a rule is not certain it does not call a policy safe.
 * It reads one policy (or several that count together) and knows nothing of service control policies, permission
 * boundaries and session policies, which can only take away.
 */
export type { PolicyAnswer } from './iam-policy/answer.ts';
export type { Condition, Policy, Statement } from './iam-policy/document.ts';
export { mergePolicies, parsePolicy } from './iam-policy/document.ts';
export { escalations } from './iam-policy/escalation.ts';
export {
  allowsByNotAction,
  grantsAction,
  grantsFullAdmin,
  grantsWholeService,
  wholeServicesGranted,
} from './iam-policy/identity-questions.ts';
export type { Principal } from './iam-policy/principals.ts';
export {
  deniedUnder,
  deniesInsecureTransport,
  grantsOutside,
  grantsToAnyone,
  servicesWithoutSource,
} from './iam-policy/resource-questions.ts';
export {
  federationWithoutSubject,
  trustedAccounts,
  trustsAnyone,
} from './iam-policy/trust-questions.ts';
