import type { Permission, Role } from '../../../core/permissions.ts';

/** Somebody who has proven who they are, in the organisation that they are looking at. */
export type Principal = {
  user: { id: number; email: string; name: string };
  /** How they proved it. */
  auth: 'session' | 'token' | 'api_key' | 'supabase';
  /** Null for a person who belongs to no organisation (any more). */
  organization: { id: number; name: string; timeZone: string } | null;
  role: Role;
  permissions: ReadonlySet<Permission>;
  /** Set when a key acts; what it does is recorded under the key's name. */
  apiKey: { id: number; name: string; prefix: string } | null;
  /** All tokens of one sign-in, so that signing out ends them together; null for keys and foreign tokens. */
  family: string | null;
};
