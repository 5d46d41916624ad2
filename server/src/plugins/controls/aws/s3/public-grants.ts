type Grant = {
  Permission?: string | undefined;
  Grantee?: { URI?: string | undefined } | undefined;
};

/** Groups of S3 that everybody can join: https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html */
const openGroups: Readonly<Record<string, string>> = {
  'http://acs.amazonaws.com/groups/global/AllUsers': 'everybody',
  'http://acs.amazonaws.com/groups/global/AuthenticatedUsers': 'every AWS user',
};

/** The grants of the permissions to everybody or to all users of AWS, each as "READ to everybody". */
export function publicGrants(
  grants: readonly Grant[] | undefined,
  permissions: ReadonlySet<string>,
): string[] {
  const found: string[] = [];
  for (const { Permission, Grantee } of grants ?? []) {
    const group = openGroups[Grantee?.URI ?? ''];
    if (group !== undefined && Permission !== undefined && permissions.has(Permission))
      found.push(`${Permission} to ${group}`);
  }
  return found;
}
