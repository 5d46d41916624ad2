/** Who a statement is about. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
export type Principal =
  /** Everybody, signed in or not: `*`. */
  | { kind: 'anyone'; text: string }
  /** An account, or a user, role or session of one. `isWholeAccount`: whoever the account lets. */
  | { kind: 'account'; text: string; accountId: string; isWholeAccount: boolean }
  /** `ec2.amazonaws.com`. */
  | { kind: 'service'; text: string }
  /** A SAML or OIDC provider by its ARN, or a public one by its name: `accounts.google.com`. */
  | { kind: 'federated'; text: string }
  /** The canonical user id of an account, in policies of S3: which account it is, it does not say. */
  | { kind: 'canonical'; text: string }
  /** An origin access identity of CloudFront: made by AWS, belongs to no account by its ARN. */
  | { kind: 'origin-access-identity'; text: string }
  /** The unique id that AWS leaves in place of a user or role that was deleted: nobody any more. */
  | { kind: 'deleted'; text: string };

const wildcard = /[*?]/;

/** Undefined for what is no Principal element. */
export function parsePrincipals(value: unknown): Principal[] | undefined {
  if (value === '*') return [{ kind: 'anyone', text: '*' }];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const principals: Principal[] = [];
  for (const [kind, names] of Object.entries(value)) {
    for (const name of Array.isArray(names) ? names : [names]) {
      const principal = typeof name === 'string' ? principalOf(kind, name) : undefined;
      if (principal === undefined) return undefined;
      principals.push(principal);
    }
  }
  return principals;
}

function principalOf(kind: string, text: string): Principal | undefined {
  if (kind === 'AWS') return awsPrincipal(text);
  // AWS refuses wildcards here or takes them literally; who reads one must not rely on that.
  if (kind === 'Service' || kind === 'Federated')
    return text === '*'
      ? { kind: 'anyone', text }
      : { kind: kind === 'Service' ? 'service' : 'federated', text };
  if (kind === 'CanonicalUser') return { kind: 'canonical', text };
  return undefined;
}

function awsPrincipal(text: string): Principal | undefined {
  if (text === '*') return { kind: 'anyone', text };
  if (/^\d{12}$/.test(text)) return { kind: 'account', text, accountId: text, isWholeAccount: true };
  if (/^A[A-Z0-9]{15,127}$/.test(text)) return { kind: 'deleted', text };
  const [arn, , service, , account, ...rest] = text.split(':');
  if (arn !== 'arn' || account === undefined || rest.length === 0) return undefined;
  if (service === 'iam' && account === 'cloudfront') return { kind: 'origin-access-identity', text };
  if (wildcard.test(account)) return { kind: 'anyone', text };
  if (!/^\d{12}$/.test(account)) return undefined;
  return { kind: 'account', text, accountId: account, isWholeAccount: rest.join(':') === 'root' };
}
