import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../../core/errors.ts';
import { type Permission, permissions } from '../../core/permissions.ts';
import { type RateVerdict, rateLimiter } from './rate-limits.ts';
import type { Access, Caller, Route } from './route.ts';
import type { ServerOptions } from './server-options.ts';

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | null;
  }
}

const permissionNames: ReadonlySet<string> = new Set<Permission>(permissions);
const unsafe = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/**
 * What happens before a body is read: who is it, are these too many calls, may they. In this order, so that
 * guessing tokens is limited too and a stranger's upload is never parsed.
 */
export function accessHook(options: ServerOptions) {
  const limiter = rateLimiter(options.clock);

  function limit(reply: FastifyReply, key: string, route: Route): void {
    const general = limiter.take(key, options.rateLimit);
    const own =
      route.limit === undefined ? undefined : limiter.take(`${route.operationId} ${key}`, route.limit);
    const verdict = own !== undefined && own.remaining < general.remaining ? own : general;
    sayLimit(reply, verdict);
    const retryAfter = own?.retryAfterSeconds ?? general.retryAfterSeconds;
    if (retryAfter !== undefined) {
      reply.header('retry-after', retryAfter);
      throw new AppError('rate_limited', 'rate limit exceeded', { detail: { retryAfter } });
    }
  }

  return async function onRequest(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const route = request.routeOptions.config.route;
    if (route === undefined) return;
    const address = `address:${request.ip}`;
    try {
      request.caller = await options.recognize({
        method: request.method,
        headers: request.headers,
        cookies: request.cookies,
        query: request.query as Record<string, unknown>,
        ip: request.ip,
        requestId: request.id,
        route: request.routeOptions.url ?? '',
      });
    } catch (error) {
      limit(reply, address, route);
      // A stale cookie must not lock anybody out of the pages where one signs in again.
      if (route.access !== 'public' || !isUnauthenticated(error)) throw error;
      request.caller = null;
      return;
    }
    limit(reply, request.caller?.id ?? address, route);
    requireAccess(route.access, request.caller);
    if (request.caller?.viaCookie === true && unsafe.has(request.method))
      requireOwnPage(request, options.publicUrl);
  };
}

function isUnauthenticated(error: unknown): boolean {
  return error instanceof AppError && error.code === 'unauthenticated';
}

function sayLimit(reply: FastifyReply, verdict: RateVerdict): void {
  reply.header('x-ratelimit-limit', verdict.limit);
  reply.header('x-ratelimit-remaining', verdict.remaining);
  reply.header('x-ratelimit-reset', verdict.reset);
}

function requireAccess(access: Access, caller: Caller | null): void {
  if (access === 'public') return;
  if (caller === null)
    throw new AppError('unauthenticated', 'Sign in, or send a token: Authorization: Bearer …');
  if (!permissionNames.has(access)) return;
  if (caller.scope === null)
    throw new AppError('forbidden', 'You belong to no organisation yet: accept an invitation first');
  if (!caller.scope.permissions.has(access as Permission)) {
    throw new AppError(
      'forbidden',
      `This needs the permission ${access}: ask an owner or admin of the organisation`,
    );
  }
}

/** Browsers send cookies along with requests that other sites make; such a request says where it comes from. */
function requireOwnPage(request: FastifyRequest, publicUrl: string | null): void {
  const site = request.headers['sec-fetch-site'];
  if (site === 'same-origin' || site === 'none') return;
  // Another site cannot set this header without asking first, and is not allowed to.
  if (request.headers['x-requested-with'] !== undefined) return;
  const { origin } = request.headers;
  if (origin !== undefined && URL.canParse(origin)) {
    const host = new URL(origin).host;
    if (host === request.headers.host) return;
    if (publicUrl !== null && host === new URL(publicUrl).host) return;
  }
  throw new AppError(
    'forbidden',
    'A request with a session cookie must come from the pages of this installation',
  );
}
