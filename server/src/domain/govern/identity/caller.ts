import { AppError } from '../../../core/errors.ts';
import type { Caller } from '../../../platform/http/route.ts';
import type { Recognize } from '../../../platform/http/server-options.ts';
import { actorOf, authorize, type Principal } from '../tenancy/index.ts';
import { principalFromRequest } from './authenticate.ts';
import { principalFromTicket } from './one-time.ts';
import type { Identity } from './options.ts';

const principals = new WeakMap<Caller, Principal>();
const streamRoutes = /\/stream$|^\/api\/ws\//;

/** How the server finds out who calls. */
export function recognizer(identity: Identity): Recognize {
  return async ({ headers, cookies, query, route }) => {
    const principal = streamRoutes.test(route)
      ? await principalOfStream(identity, headers.authorization, cookies, query)
      : await principalFromRequest(identity, headers, cookies);
    return principal === null ? null : callerOf(principal, headers.authorization === undefined);
  };
}

/** Browsers cannot set headers on an event stream, so there a ticket, or a token, may be in the address. */
async function principalOfStream(
  identity: Identity,
  authorization: string | undefined,
  cookies: Record<string, string | undefined>,
  query: Record<string, unknown>,
): Promise<Principal | null> {
  if (typeof query.ticket === 'string') return principalFromTicket(identity, query.ticket);
  const token = typeof query.token === 'string' ? `Bearer ${query.token}` : undefined;
  return principalFromRequest(identity, { authorization: authorization ?? token }, cookies);
}

function callerOf(principal: Principal, withoutHeader: boolean): Caller {
  const { apiKey, user } = principal;
  const caller: Caller = {
    id: apiKey === null ? `user:${user.id}` : `api_key:${apiKey.id}`,
    actor: actorOf(principal),
    scope: principal.permissions.has('view') ? authorize(principal, 'view') : null,
    viaCookie: withoutHeader && principal.auth === 'session',
  };
  principals.set(caller, principal);
  return caller;
}

/** The person behind a caller that this module recognised. */
export function principalOf(caller: Caller): Principal {
  const principal = principals.get(caller);
  if (principal === undefined) throw new AppError('internal', 'the caller was not recognised by identity');
  return principal;
}
