import type { Permission } from './permissions.ts';

/** Who acts. Recorded with every audit event. */
export type Actor =
  | { kind: 'user'; id: number; label: string }
  | { kind: 'api_key'; id: number; userId: number; label: string }
  | { kind: 'system'; label: string };

/** The user who acts, also through a key of theirs; null when it is the system. */
export function personBehind(actor: Actor): number | null {
  if (actor.kind === 'system') return null;
  return actor.kind === 'user' ? actor.id : actor.userId;
}

declare const scopeBrand: unique symbol;

/**
 * The right of one actor to act in one organisation. Every store function takes one (inside its transaction),
 * so a query without a tenant does not compile. Only `authorize` and `organizationScope` of
 * domain/govern/tenancy make one; the floors check forbids every other caller of `sealScope`.
 */
export type Scope = {
  readonly organizationId: number;
  readonly actor: Actor;
  readonly permissions: ReadonlySet<Permission>;
  readonly [scopeBrand]: true;
};

/**
 * The greppable exception: work that belongs to no single organisation (sign-in, migrations, the scheduler's
 * look-out). `why` says so in words.
 */
export type SystemScope = { readonly system: true; readonly why: string };

export function sealScope(parts: {
  organizationId: number;
  actor: Actor;
  permissions: ReadonlySet<Permission>;
}): Scope {
  return parts as Scope;
}

export function systemScope(why: string): SystemScope {
  return { system: true, why };
}
