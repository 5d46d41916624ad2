import type { AwsSession } from '../session/types.ts';

/**
 * The ARN of an IAM identity, which is nothing but its account, path and name. Built where both are known, so
 * that what is observed twice has one identity; otherwise as AWS listed it.
 */
export function iamArn(
  session: Pick<AwsSession, 'partition' | 'accountId'>,
  kind: 'user' | 'role' | 'group',
  identity: { path: string | undefined; name: string | undefined; listed: string | undefined },
): string {
  const { path, name, listed } = identity;
  if (listed && (!path || !name)) return listed;
  return `arn:${session.partition}:iam::${session.accountId}:${kind}${path || '/'}${name ?? ''}`;
}
