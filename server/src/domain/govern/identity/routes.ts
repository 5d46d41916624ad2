import { z } from 'zod';
import { AppError } from '../../../core/errors.ts';
import { Answer, defineRoute, type Route } from '../../../platform/http/route.ts';
import { backToSignIn, contextOf, cookieOf, withCookie } from './answers.ts';
import { apiKeyRoutes } from './api-key-routes.ts';
import { sessionCookie } from './authenticate.ts';
import { principalOf } from './caller.ts';
import { joinByInvitation, readInvitation } from './joining.ts';
import { oidcRoutes } from './oidc-routes.ts';
import { createStreamTicket, signInByLink } from './one-time.ts';
import type { Identity } from './options.ts';
import { profileOf } from './profile.ts';
import {
  acceptInvitationSchema,
  changePasswordSchema,
  invitationShownSchema,
  loginSchema,
  profileSchema,
  refreshSchema,
  registerSchema,
  setupSchema,
  setupStateSchema,
  signedInSchema,
  streamTicketSchema,
  switchOrganizationSchema,
} from './schemas.ts';
import { refresh, signOut, switchOrganization } from './sessions.ts';
import { setUp, setUpRequired } from './set-up.ts';
import { changePassword, signIn } from './sign-in.ts';

const tag = 'Sign-in';
/** Guessable calls, per address; the lock of an account comes on top. */
const guessing = { requests: 30, windowSeconds: 60 };
const linkToken = z.string().min(20).max(200);

export function identityRoutes(identity: Identity): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/setup',
      operationId: 'getSetup',
      summary: 'Whether the first owner is still missing, and how one may sign in',
      tag,
      access: 'public',
      responses: { 200: setupStateSchema },
      handler: async () => ({
        setup_required: await setUpRequired(identity),
        oidc: identity.oidc === null ? null : { title: identity.oidc.title },
        version: identity.version,
      }),
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/setup',
      operationId: 'createOwner',
      summary: 'Create the first owner and their organisation; works once',
      tag,
      access: 'public',
      limit: guessing,
      body: setupSchema,
      responses: { 201: signedInSchema },
      handler: async (request) => {
        const { time_zone: timeZone, ...owner } = request.body;
        return withCookie(await setUp(identity, { ...owner, timeZone }, contextOf(request)), 201);
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/auth/login',
      aliases: ['/api/login'],
      operationId: 'login',
      summary: 'Sign in with e-mail address and password',
      description: 'Ten wrong passwords lock the account for 15 minutes.',
      tag,
      access: 'public',
      limit: guessing,
      body: loginSchema,
      responses: { 200: signedInSchema },
      handler: async (request) =>
        withCookie(await signIn(identity, request.body.email, request.body.password, contextOf(request))),
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/auth/register',
      aliases: ['/api/register'],
      operationId: 'register',
      summary: 'Join with the token of an invitation',
      tag,
      access: 'public',
      limit: guessing,
      body: registerSchema,
      responses: { 201: signedInSchema },
      handler: async (request) => {
        const { invitation, email, name, password } = request.body;
        const open = await readInvitation(identity, invitation);
        if (email !== undefined && email !== open.email) {
          throw new AppError('unprocessable', 'The invitation is for another address', {
            details: [{ path: 'email', message: 'is not the address that was invited' }],
          });
        }
        const caller = request.caller === null ? null : principalOf(request.caller);
        const person = { name, password };
        return withCookie(
          await joinByInvitation(identity, invitation, person, caller, contextOf(request)),
          201,
        );
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/auth/refresh',
      operationId: 'refreshToken',
      summary: 'New tokens for a refresh token, which works once',
      description: 'Using one a second time ends every token of that sign-in.',
      tag,
      access: 'public',
      limit: guessing,
      body: refreshSchema,
      responses: { 200: signedInSchema },
      handler: async (request) => refresh(identity, request.body.refresh_token, contextOf(request)),
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/auth/logout',
      operationId: 'logout',
      summary: 'End this sign-in with all its tokens',
      tag,
      access: 'public',
      responses: { 204: null },
      handler: async (request) => {
        if (request.caller !== null) {
          await signOut(identity, principalOf(request.caller), contextOf(request));
        }
        return new Answer({ status: 204, cookies: [{ name: sessionCookie, value: '' }] });
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/auth/me',
      operationId: 'getMe',
      summary: 'Who you are, where, and what you may do',
      tag,
      access: 'authenticated',
      responses: { 200: profileSchema },
      handler: async ({ caller }) => profileOf(identity, principalOf(caller)),
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/auth/switch',
      operationId: 'switchOrganization',
      summary: 'Go on in another of your organisations',
      tag,
      access: 'authenticated',
      body: switchOrganizationSchema,
      responses: { 200: signedInSchema },
      handler: async (request) =>
        switchOrganization(
          identity,
          principalOf(request.caller),
          request.body.organization_id,
          contextOf(request),
        ),
    }),
    defineRoute({
      method: 'PUT',
      url: '/api/v1/auth/password',
      operationId: 'changePassword',
      summary: 'Change your password; your other sign-ins end',
      tag,
      access: 'authenticated',
      limit: guessing,
      body: changePasswordSchema,
      responses: { 204: null },
      handler: async (request) => {
        const { current_password: current, new_password: next } = request.body;
        await changePassword(identity, principalOf(request.caller), { current, next }, contextOf(request));
        return new Answer({ status: 204 });
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/auth/stream-ticket',
      operationId: 'createStreamTicket',
      summary: 'A ticket that opens one event stream, within 45 seconds',
      tag,
      access: 'authenticated',
      responses: { 201: streamTicketSchema },
      handler: async ({ caller }) => createStreamTicket(identity, principalOf(caller)),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/auth/link',
      operationId: 'signInByLink',
      summary: 'Sign a browser in by a link that works once',
      tag,
      access: 'public',
      limit: guessing,
      query: z.object({ token: linkToken }),
      responses: { 302: null },
      produces: ['text/html'],
      handler: async (request) => {
        try {
          const established = await signInByLink(identity, request.query.token, contextOf(request));
          return new Answer({ status: 302, headers: { location: '/' }, cookies: [cookieOf(established)] });
        } catch (error) {
          return backToSignIn(error);
        }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/invite/:token',
      operationId: 'getInvitation',
      summary: 'What an invitation is for',
      tag: 'Team',
      access: 'public',
      limit: guessing,
      params: z.object({ token: linkToken }),
      responses: { 200: invitationShownSchema },
      handler: async ({ params }) => {
        const { organization, email, role, expiresAt } = await readInvitation(identity, params.token);
        return { organization, email, role, expires_at: expiresAt.toISOString() };
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/invite/:token/accept',
      operationId: 'acceptInvitation',
      summary: 'Accept it: with a new password, or the one of your account',
      tag: 'Team',
      access: 'public',
      limit: guessing,
      params: z.object({ token: linkToken }),
      body: acceptInvitationSchema,
      responses: { 201: signedInSchema },
      handler: async (request) => {
        const caller = request.caller === null ? null : principalOf(request.caller);
        const { token } = request.params;
        return withCookie(
          await joinByInvitation(identity, token, request.body, caller, contextOf(request)),
          201,
        );
      },
    }),
    ...oidcRoutes(identity),
    ...apiKeyRoutes(identity),
  ];
}
