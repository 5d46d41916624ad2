/** Roles that AWS makes for a service: neither their trust nor their rights can be changed. */
export function isServiceLinked(path: string | undefined): boolean {
  return path?.startsWith('/aws-service-role/') === true;
}
