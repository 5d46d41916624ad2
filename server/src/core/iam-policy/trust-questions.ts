import { allStatements, type PolicyAnswer, type PolicyFindings } from './answer.ts';
import type { Condition, Policy, Statement } from './document.ts';
import { grantsToAnyone } from './resource-questions.ts';

/** What the trust policy of a role says about who may assume it. */

/** May anyone in the world assume it? An external id is no lock: it is a name that two parties agreed on. */
export function trustsAnyone(policy: Policy): PolicyAnswer {
  return grantsToAnyone(policy);
}

/** Conditions under which a role for another account is not for whoever that account happens to serve. */
const bindsOutsiders: ReadonlySet<string> = new Set([
  'sts:externalid',
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:multifactorauthpresent',
]);

type TrustedAccount = {
  accountId: string;
  principal: string;
  /** False: nothing but the account's own word says who of it (external id, organisation, MFA). */
  isBound: boolean;
};

/**
 * Other accounts that may assume the role. Without an external id a provider that serves many customers can be
 * talked into using the role for one of the others.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html
 */
export function trustedAccounts(policy: Policy, ownAccountId: string): PolicyFindings<TrustedAccount> {
  return allStatements(policy, (statement) => {
    if (statement.effect !== 'Allow' || statement.isNotPrincipal) return [];
    const isBound = statement.conditions.some(isBinding);
    return statement.principals.flatMap((principal): TrustedAccount[] =>
      principal.kind === 'account' && principal.accountId !== ownAccountId
        ? [{ accountId: principal.accountId, principal: principal.text, isBound }]
        : [],
    );
  });
}

function isBinding({ key, operator, ifExists, forAllValues, values }: Condition): boolean {
  if (!bindsOutsiders.has(key) || ifExists || forAllValues) return false;
  if (key === 'aws:multifactorauthpresent')
    return operator === 'bool' && values.every((value) => value.toLowerCase() === 'true');
  if (operator === 'stringequals' || operator === 'stringequalsignorecase') return true;
  return operator === 'stringlike' && values.every((value) => !/^[*?]/.test(value));
}

/** What an OIDC provider's claims must be fixed on, so that not every customer of it may assume the role. */
type Issuer = {
  /** Part of the provider's ARN after `oidc-provider/`, or its name, as a prefix. */
  prefix: string;
  /** Claims of which one fixed is enough. */
  claims: readonly string[];
  /** At least so much of the claim must stand before a wildcard. */
  fixed: RegExp;
};

/** No wildcard at all: the claim is an id without parts. */
const nothing = /(?!)/;

const issuers: readonly Issuer[] = [
  // The repository's owner is part of the subject: `repo:owner/name:ref:refs/heads/main`.
  {
    prefix: 'token.actions.githubusercontent.com',
    claims: ['sub', 'repository', 'repository_id', 'job_workflow_ref'],
    fixed: /^(repo:[^*?:/]+\/|repository_(owner_)?id:\d+:|[^*?:/]+\/)/,
  },
  { prefix: 'gitlab.com', claims: ['sub'], fixed: /^project_path:[^*?:/]+\// },
  { prefix: 'app.terraform.io', claims: ['sub'], fixed: /^organization:[^*?:]+:/ },
  { prefix: 'cognito-identity.amazonaws.com', claims: ['aud'], fixed: nothing },
  { prefix: 'accounts.google.com', claims: ['aud', 'sub', 'oaud'], fixed: nothing },
  { prefix: 'www.amazon.com', claims: ['app_id', 'user_id'], fixed: nothing },
  { prefix: 'graph.facebook.com', claims: ['app_id', 'id'], fixed: nothing },
];

/** For a provider that nobody knows: its subject must be said, with something before a wildcard. */
const otherIssuer: Omit<Issuer, 'prefix'> = { claims: ['sub'], fixed: /^[^*?]+/ };

type OpenFederation = {
  provider: string;
  /** Claims of which one should be fixed: `token.actions.githubusercontent.com:sub`. */
  claims: readonly string[];
  /** True for providers that serve everybody: anyone may then assume the role. */
  isShared: boolean;
};

/**
 * Identity providers (OIDC) whose users may all assume the role, because no condition fixes who they are.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html
 */
export function federationWithoutSubject(policy: Policy): PolicyFindings<OpenFederation> {
  return allStatements(policy, (statement) => {
    if (statement.effect !== 'Allow' || statement.isNotPrincipal) return [];
    return statement.principals.flatMap((principal): OpenFederation[] => {
      if (principal.kind !== 'federated') return [];
      const provider = oidcProvider(principal.text);
      if (provider === undefined) return [];
      const known = issuers.find(({ prefix }) => provider === prefix || provider.startsWith(`${prefix}/`));
      const issuer = known ?? otherIssuer;
      const claims = issuer.claims.map((claim) => `${provider}:${claim}`);
      if (isFixed(statement, claims, issuer.fixed)) return [];
      return [{ provider, claims, isShared: known !== undefined }];
    });
  });
}

/** The issuer without `https://`; undefined for a SAML provider. */
function oidcProvider(text: string): string | undefined {
  if (!text.startsWith('arn:')) return text;
  const at = text.indexOf(':oidc-provider/');
  return at < 0 ? undefined : text.slice(at + ':oidc-provider/'.length);
}

function isFixed(statement: Statement, claims: readonly string[], fixed: RegExp): boolean {
  const keys = new Set(claims.map((claim) => claim.toLowerCase()));
  return statement.conditions.some(({ key, operator, ifExists, forAllValues, values }) => {
    if (!keys.has(key) || ifExists || forAllValues) return false;
    if (operator === 'stringequals' || operator === 'stringequalsignorecase') return true;
    if (operator !== 'stringlike') return false;
    return values.every((value) => {
      const wildcardAt = value.search(/[*?]/);
      return wildcardAt < 0 ? value !== '' : fixed.test(value.slice(0, wildcardAt));
    });
  });
}
