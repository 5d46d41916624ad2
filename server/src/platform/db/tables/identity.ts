import type { Generated } from 'kysely';
import type { At, AtOrNull, AtWithDefault, Id, JsonbWithDefault } from './columns.ts';

type OrganizationsTable = {
  id: Id;
  name: string;
  time_zone: Generated<string>;
  settings: JsonbWithDefault;
  created_at: AtWithDefault;
};

type UsersTable = {
  id: Id;
  email: string;
  name: Generated<string>;
  password_hash: string | null;
  supabase_id: string | null;
  oidc_issuer: string | null;
  oidc_subject: string | null;
  support: Generated<boolean>;
  failed_sign_ins: Generated<number>;
  locked_until: AtOrNull;
  created_at: AtWithDefault;
  last_active_at: AtOrNull;
};

type MembershipsTable = {
  organization_id: number;
  user_id: number;
  role: string;
  created_at: AtWithDefault;
};

export type InvitationsTable = {
  id: Id;
  organization_id: number;
  email: string;
  role: string;
  token_hash: string;
  invited_by: number | null;
  created_at: AtWithDefault;
  expires_at: At;
  accepted_at: AtOrNull;
  revoked_at: AtOrNull;
};

type SessionsTable = {
  id: Id;
  user_id: number;
  organization_id: number | null;
  kind: string;
  token_hash: string;
  family: string;
  created_at: AtWithDefault;
  last_used_at: AtOrNull;
  expires_at: At;
  revoked_at: AtOrNull;
  user_agent: string | null;
};

type OneTimeTokensTable = {
  token_hash: string;
  purpose: string;
  user_id: number | null;
  organization_id: number | null;
  payload: JsonbWithDefault;
  expires_at: At;
};

type ApiKeysTable = {
  id: Id;
  organization_id: number;
  created_by: number;
  name: string;
  prefix: string;
  key_hash: string;
  role: string;
  created_at: AtWithDefault;
  last_used_at: AtOrNull;
  expires_at: AtOrNull;
  revoked_at: AtOrNull;
};

export type IdentityTables = {
  organizations: OrganizationsTable;
  users: UsersTable;
  memberships: MembershipsTable;
  invitations: InvitationsTable;
  sessions: SessionsTable;
  one_time_tokens: OneTimeTokensTable;
  api_keys: ApiKeysTable;
};
