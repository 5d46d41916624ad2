export { sessionCookie } from './authenticate.ts';
export { recognizer } from './caller.ts';
export { createSignInLink, forgetExpired } from './one-time.ts';
export type { Identity, OidcOptions, SupabaseOptions } from './options.ts';
export { identityRoutes } from './routes.ts';
export { ensureOwner, setUpRequired } from './set-up.ts';
