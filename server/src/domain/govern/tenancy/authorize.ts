import { AppError } from '../../../core/errors.ts';
import { type Permission, permissions } from '../../../core/permissions.ts';
import { type Actor, type Scope, sealScope } from '../../../core/scope.ts';
import type { Principal } from './principal.ts';

/**
 * The right to act in the principal's organisation, provided that they hold `permission`. Throws `forbidden`,
 * naming the permission that is missing.
 */
export function authorize(principal: Principal, permission: Permission): Scope {
  if (principal.organization === null) {
    throw new AppError(
      'forbidden',
      'You are not a member of an organisation: ask its owner for an invitation',
    );
  }
  if (!principal.permissions.has(permission)) {
    const who = principal.apiKey === null ? `role ${principal.role}` : `API key ${principal.apiKey.prefix}…`;
    throw new AppError(
      'forbidden',
      `This needs the permission ${permission}, which your ${who} does not have`,
    );
  }
  return sealScope({
    organizationId: principal.organization.id,
    actor: actorOf(principal),
    permissions: principal.permissions,
  });
}

export function actorOf(principal: Principal): Actor {
  if (principal.apiKey !== null) {
    return {
      kind: 'api_key',
      id: principal.apiKey.id,
      userId: principal.user.id,
      label: `${principal.apiKey.name} (${principal.apiKey.prefix}…)`,
    };
  }
  return { kind: 'user', id: principal.user.id, label: principal.user.email };
}

/** The system acting in one organisation, for jobs. `label` is what the audit log shows: `schedule`. */
export function organizationScope(organizationId: number, label: string): Scope {
  return sealScope({
    organizationId,
    actor: { kind: 'system', label },
    permissions: new Set(permissions),
  });
}
