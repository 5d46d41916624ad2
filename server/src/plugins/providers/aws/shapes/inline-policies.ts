import type { Draft } from '../session/draft.ts';
import type { Detail } from '../session/types.ts';
import { sortedBy } from './order.ts';
import { encodedPolicyDocument } from './policy-document.ts';

type Answer = { PolicyName?: string | undefined; PolicyDocument?: string | undefined };

/**
 * Sets `Policies`, the inline policies of an IAM identity, from the list of their names and one call for each.
 * When one of them cannot be read the property is unknown as a whole: half a list of permissions misleads.
 */
export async function putInlinePolicies(
  draft: Draft,
  pages: Detail<{ PolicyNames?: string[] | undefined }[]>,
  read: (policyName: string) => Promise<Detail<Answer>>,
): Promise<void> {
  const names = draft.take(pages)?.flatMap((page) => page.PolicyNames ?? []) ?? [];
  const answers = await Promise.all(names.map(async (name) => ({ name, detail: await read(name) })));
  const unread = answers.find(({ detail }) => detail.state === 'unreadable');
  if (unread !== undefined) {
    draft.take(unread.detail);
    return;
  }
  const policies = answers.flatMap(({ name, detail }) =>
    detail.state === 'value'
      ? [{ PolicyName: name, PolicyDocument: encodedPolicyDocument(detail.value.PolicyDocument) }]
      : [],
  );
  draft.set(
    'Policies',
    sortedBy(policies, (policy) => [policy.PolicyName]),
  );
}

/** `ManagedPolicyArns` from the pages of attached policies. */
export function managedPolicyArns(
  pages: { AttachedPolicies?: { PolicyArn?: string | undefined }[] | undefined }[],
): string[] | undefined {
  const arns = pages
    .flatMap((page) => page.AttachedPolicies ?? [])
    .flatMap(({ PolicyArn }) => PolicyArn ?? []);
  return arns.length === 0 ? undefined : arns.sort();
}
