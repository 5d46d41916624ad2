import { z } from 'zod';
import { Answer, defineRoute, type Route } from '../../../platform/http/route.ts';
import { backToSignIn, contextOf, cookieOf } from './answers.ts';
import { finishOidc, oidcCallbackPath, startOidc } from './oidc.ts';
import type { Identity } from './options.ts';

const tag = 'Sign-in';
/** Binds a sign-in that is under way to the browser that began it. */
const stateCookie = 'infraudit_oidc';
const limit = { requests: 30, windowSeconds: 60 };
const cookiePath = '/api/v1/auth/oidc';

export function oidcRoutes(identity: Identity): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/auth/oidc/start',
      operationId: 'startOidc',
      summary: 'Go to the OpenID Connect provider',
      tag,
      access: 'public',
      limit,
      query: z.object({
        return: z.string().max(2_000).optional().describe('Path to come back to.'),
        invitation: z.string().max(200).optional().describe('Token of an invitation to accept on the way.'),
      }),
      responses: { 302: null },
      produces: ['text/html'],
      handler: async ({ query, publicUrl }) => {
        try {
          const wish = { returnTo: query.return, invitation: query.invitation, publicUrl };
          const { location, state } = await startOidc(identity, wish);
          const cookie = { name: stateCookie, value: state, maxAgeSeconds: 600, path: cookiePath };
          return new Answer({ status: 302, headers: { location }, cookies: [cookie] });
        } catch (error) {
          return backToSignIn(error);
        }
      },
    }),
    defineRoute({
      method: 'GET',
      url: oidcCallbackPath,
      operationId: 'finishOidc',
      summary: 'Come back from the OpenID Connect provider',
      tag,
      access: 'public',
      limit,
      query: z
        .object({
          state: z.string().max(500),
          code: z.string().max(4_000).optional(),
          error: z.string().max(500).optional(),
          error_description: z.string().max(2_000).optional(),
          iss: z.string().max(2_000).optional(),
        })
        // Providers add parameters of their own; the library checks those that count.
        .catchall(z.string().max(4_000)),
      responses: { 302: null },
      produces: ['text/html'],
      handler: async (request) => {
        const gone = { name: stateCookie, value: '', path: cookiePath };
        try {
          const search = new URLSearchParams(
            Object.entries(request.query).filter(
              (entry): entry is [string, string] => entry[1] !== undefined,
            ),
          );
          const { established, returnTo } = await finishOidc(
            identity,
            { search: search.toString(), publicUrl: request.publicUrl },
            request.cookies[stateCookie],
            contextOf(request),
          );
          const cookies = [cookieOf(established), gone];
          return new Answer({ status: 302, headers: { location: returnTo }, cookies });
        } catch (error) {
          return backToSignIn(error);
        }
      },
    }),
  ];
}
