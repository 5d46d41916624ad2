/** True for a policy of AWS's own by its name, in any partition: `arn:aws:iam::aws:policy/AdministratorAccess`. */
export function hasAwsPolicy(arns: readonly string[] | undefined, name: string): boolean {
  return (arns ?? []).some((arn) => arn.endsWith(`:iam::aws:policy/${name}`));
}
