/** What the account summary says of the root user: 1 and 0 for yes and no. */
type Summary = Record<string, number> | undefined;

/**
 * True when the root user has nothing to sign in with, as in member accounts whose root credentials an organisation
 * has taken away. https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-enable-root-access.html
 */
export function rootCannotSignIn(summary: Summary): boolean {
  return summary?.AccountPasswordPresent === 0 && summary.AccountMFAEnabled === 0;
}
