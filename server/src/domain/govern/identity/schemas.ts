import { z } from 'zod';
import { permissions, roles } from '../../../core/permissions.ts';

const email = z
  .email()
  .max(254)
  .transform((value) => value.toLowerCase());
/** Long rather than complicated; the upper bound keeps hashing cheap. */
const newPassword = z.string().min(12, 'must have at least 12 characters').max(200);

export const profileSchema = z.object({
  id: z.number().int(),
  email: z.string(),
  name: z.string(),
  role: z.enum(roles),
  permissions: z.array(z.enum(permissions)),
  supabase_id: z.string().nullable(),
  organization: z.object({ id: z.number().int(), name: z.string(), time_zone: z.string() }),
  organizations: z.array(z.object({ id: z.number().int(), name: z.string(), role: z.enum(roles) })),
  auth: z.enum(['session', 'token', 'api_key', 'supabase']),
  created_at: z.iso.datetime(),
});

export const setupStateSchema = z.object({
  /** True until the first owner exists. */
  setup_required: z.boolean(),
  oidc: z.object({ title: z.string() }).nullable(),
  version: z.string(),
});

export const setupSchema = z.strictObject({
  email,
  name: z.string().trim().max(100).default(''),
  password: newPassword,
  organization: z.string().trim().min(1).max(100),
  time_zone: z.string().max(64).default('UTC'),
});

export const loginSchema = z.strictObject({
  email: z.string().min(1).max(254),
  password: z.string().min(1).max(200),
});

/** The browser also gets a session cookie; the command line keeps both tokens. */
export const signedInSchema = z.object({
  user: z.object({ id: z.number().int(), email: z.string(), name: z.string(), role: z.enum(roles) }),
  token: z.string(),
  refresh_token: z.string(),
  expires_at: z.iso.datetime(),
});

export const apiKeySchema = z.object({
  id: z.number().int(),
  name: z.string(),
  prefix: z.string(),
  role: z.enum(roles),
  created_by: z.string(),
  created_at: z.iso.datetime(),
  last_used_at: z.iso.datetime().nullable(),
  expires_at: z.iso.datetime().nullable(),
});

export const createApiKeySchema = z.strictObject({
  name: z.string().trim().min(1).max(100),
  role: z.enum(roles).default('viewer'),
  expires_in_days: z.number().int().min(1).max(3650).optional(),
});

/** The only answer that ever holds the key. */
export const createdApiKeySchema = apiKeySchema.extend({ key: z.string() });

const invitationToken = z.string().min(20).max(200);

/** Joining is by invitation; an address, when given, must be the one that was invited. */
export const registerSchema = z.strictObject({
  invitation: invitationToken,
  email: email.optional(),
  name: z.string().trim().max(100).default(''),
  password: z.string().min(1).max(200),
});

/** The new password, or that of the account which the address already has. */
export const acceptInvitationSchema = z.strictObject({
  name: z.string().trim().max(100).default(''),
  password: z.string().max(200).default(''),
});

export const invitationShownSchema = z.object({
  organization: z.string(),
  email: z.string(),
  role: z.enum(roles),
  expires_at: z.iso.datetime(),
});

export const refreshSchema = z.strictObject({ refresh_token: z.string().min(1).max(500) });

export const switchOrganizationSchema = z.strictObject({
  organization_id: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
});

export const changePasswordSchema = z.strictObject({
  current_password: z.string().min(1).max(200),
  new_password: newPassword,
});

export const streamTicketSchema = z.object({ ticket: z.string(), expires_at: z.iso.datetime() });
