import { z } from 'zod';
import type { Clock } from '../../../platform/clock.ts';
import type { Database } from '../../../platform/db/database.ts';
import { Answer, defineRoute, type Route } from '../../../platform/http/route.ts';
import { invite, listInvitations, revokeInvitation } from './invitations.ts';
import { changeMemberRole, listMembers, removeMember } from './members.ts';
import { getOrganization, updateOrganization } from './organizations.ts';
import {
  changeRoleSchema,
  invitedSchema,
  inviteSchema,
  memberSchema,
  organizationSchema,
  teamSchema,
  updateOrganizationSchema,
} from './schemas.ts';

const id = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER);

export function tenancyRoutes({ database, clock }: { database: Database; clock: Clock }): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/organization',
      operationId: 'getOrganization',
      summary: 'The organisation that you are in',
      tag: 'Organisation',
      access: 'view',
      etag: true,
      responses: { 200: organizationSchema },
      handler: async ({ scope }) => database.within(scope, getOrganization),
    }),
    defineRoute({
      method: 'PATCH',
      url: '/api/v1/organization',
      operationId: 'updateOrganization',
      summary: 'Change its name or time zone',
      tag: 'Organisation',
      access: 'manage_organization',
      body: updateOrganizationSchema,
      responses: { 200: organizationSchema },
      handler: async ({ scope, body, requestId }) =>
        database.within(scope, (tx) => updateOrganization(tx, body, requestId)),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/settings/team',
      operationId: 'getTeam',
      summary: 'Members and open invitations',
      tag: 'Team',
      access: 'view',
      responses: { 200: teamSchema },
      handler: async ({ scope }) =>
        database.within(scope, async (tx) => ({
          members: await listMembers(tx),
          invitations: await listInvitations(tx, clock.now()),
        })),
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/settings/team/invite',
      operationId: 'inviteMember',
      summary: 'Invite somebody; inviting again gives a new link',
      description: 'The link is in this answer only. It works for seven days, once.',
      tag: 'Team',
      access: 'manage_team',
      body: inviteSchema,
      responses: { 201: invitedSchema },
      handler: async ({ scope, body, requestId, publicUrl }) => {
        const { invitation, token } = await database.within(scope, (tx) =>
          invite(tx, body, clock.now(), requestId),
        );
        return { ...invitation, link: `${publicUrl}/invite/${token}` };
      },
    }),
    defineRoute({
      method: 'DELETE',
      url: '/api/v1/settings/team/invitations/:id',
      operationId: 'revokeInvitation',
      summary: 'Withdraw an invitation',
      tag: 'Team',
      access: 'manage_team',
      params: z.object({ id }),
      responses: { 204: null },
      handler: async ({ scope, params, requestId }) => {
        await database.within(scope, (tx) => revokeInvitation(tx, params.id, clock.now(), requestId));
        return new Answer({ status: 204 });
      },
    }),
    defineRoute({
      method: 'PUT',
      url: '/api/v1/settings/team/:user_id',
      operationId: 'changeMemberRole',
      summary: 'Give a member another role',
      description: 'Nobody becomes owner this way, and the last owner keeps the role.',
      tag: 'Team',
      access: 'manage_team',
      params: z.object({ user_id: id }),
      body: changeRoleSchema,
      responses: { 200: memberSchema },
      handler: async ({ scope, params, body, requestId }) =>
        database.within(scope, (tx) => changeMemberRole(tx, params.user_id, body.role, requestId)),
    }),
    defineRoute({
      method: 'DELETE',
      url: '/api/v1/settings/team/:user_id',
      operationId: 'removeMember',
      summary: 'Remove a member; their keys in the organisation end',
      tag: 'Team',
      access: 'manage_team',
      params: z.object({ user_id: id }),
      responses: { 204: null },
      handler: async ({ scope, params, requestId }) => {
        await database.within(scope, (tx) => removeMember(tx, params.user_id, clock.now(), requestId));
        return new Answer({ status: 204 });
      },
    }),
  ];
}
