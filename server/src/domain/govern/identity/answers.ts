import { AppError } from '../../../core/errors.ts';
import { Answer, type Cookie } from '../../../platform/http/route.ts';
import { sessionCookie } from './authenticate.ts';
import { absoluteMs, type Established, type SignedIn, type SignInContext } from './sessions.ts';

/** What the use cases need to know of a request. */
export function contextOf(request: {
  requestId: string;
  ip: string;
  header(name: string): string | undefined;
}): SignInContext {
  return { requestId: request.requestId, ip: request.ip, userAgent: request.header('user-agent') };
}

export function cookieOf(established: Established): Cookie {
  return {
    name: sessionCookie,
    value: established.sessionToken,
    maxAgeSeconds: absoluteMs / 1000,
    sameSite: 'lax',
  };
}

export function withCookie(established: Established, status = 200): Answer {
  const { sessionToken: _cookieOnly, ...body } = established;
  return new Answer({ status, body: body satisfies SignedIn, cookies: [cookieOf(established)] });
}

/** A browser that follows a link gets a page, with the reason in words, instead of JSON. */
export function backToSignIn(error: unknown): Answer {
  if (!(error instanceof AppError)) throw error;
  const location = `/sign-in?error=${encodeURIComponent(error.message)}`;
  return new Answer({ status: 302, headers: { location } });
}
