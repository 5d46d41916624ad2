import { type Permission, permissionsOfRole, type Role, roles } from '../../../core/permissions.ts';

/** Names that other systems and the published API use. `support` reads, and changes nothing. */
const aliases: Record<string, Role> = { user: 'viewer', support: 'auditor' };

/** The role that a request names, or undefined: a misspelt role must not become a smaller one unnoticed. */
export function roleOfRequest(name: string): Role | undefined {
  return roles.find((role) => role === name) ?? (Object.hasOwn(aliases, name) ? aliases[name] : undefined);
}

/** What a support operator may do in an organisation that they are no member of. */
export const supportPermissions: ReadonlySet<Permission> = permissionsOfRole.auditor;

/** Permissions that both roles have: a key never does what its creator may not do (any more). */
export function permissionsOfBoth(a: Role, b: Role): ReadonlySet<Permission> {
  return new Set([...permissionsOfRole[a]].filter((permission) => permissionsOfRole[b].has(permission)));
}

/** True when everything that `role` allows is allowed by `ceiling` too. */
export function isWithin(role: Role, ceiling: Role): boolean {
  return [...permissionsOfRole[role]].every((permission) => permissionsOfRole[ceiling].has(permission));
}
