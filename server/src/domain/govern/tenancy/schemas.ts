import { z } from 'zod';
import { roles } from '../../../core/permissions.ts';

export const memberSchema = z.object({
  user_id: z.number().int(),
  email: z.string(),
  name: z.string(),
  role: z.enum(roles),
  joined_at: z.iso.datetime(),
  last_active_at: z.iso.datetime().nullable(),
});

export const invitationSchema = z.object({
  id: z.number().int(),
  email: z.string(),
  role: z.enum(roles),
  created_at: z.iso.datetime(),
  expires_at: z.iso.datetime(),
  status: z.enum(['pending', 'accepted', 'expired', 'revoked']),
});

export const teamSchema = z.object({
  members: z.array(memberSchema),
  invitations: z.array(invitationSchema),
});

/** `owner` cannot be given by invitation. The published names `user` and `support` are accepted. */
export const inviteSchema = z.strictObject({
  email: z
    .email()
    .max(254)
    .transform((value) => value.toLowerCase()),
  role: z.string().max(40),
});

/** The link is shown once, to be sent by any channel. */
export const invitedSchema = invitationSchema.extend({ link: z.string() });

export const changeRoleSchema = z.strictObject({ role: z.string().max(40) });

export const organizationSchema = z.object({
  id: z.number().int(),
  name: z.string(),
  time_zone: z.string(),
  created_at: z.iso.datetime(),
});

export const updateOrganizationSchema = z.strictObject({
  name: z.string().trim().min(1).max(100).optional(),
  time_zone: z.string().max(64).optional(),
});
