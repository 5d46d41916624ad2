const ownerAws = ':iam::aws:policy/';

/** Names of the policies that are AWS's own, in any partition: `AdministratorAccess` of `arn:aws:iam::aws:policy/…`. */
export function awsPolicies(arns: readonly string[] | undefined): string[] {
  return (arns ?? []).flatMap((arn) => {
    const at = arn.lastIndexOf(ownerAws);
    return at < 0 ? [] : [arn.slice(at + ownerAws.length)];
  });
}

export function hasAwsPolicy(arns: readonly string[] | undefined, name: string): boolean {
  return awsPolicies(arns).includes(name);
}
