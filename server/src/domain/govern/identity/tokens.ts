import { hkdfSync, randomBytes } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import { AppError } from '../../../core/errors.ts';
import { sha256Hex } from '../../../platform/hash.ts';

const issuer = 'infraudit';
const audience = 'infraudit';
const accessTokenSeconds = 3_600;

/** 256 random bits; only the hash is stored. */
export function newToken(prefix = ''): { token: string; hash: string } {
  const token = `${prefix}${randomBytes(32).toString('base64url')}`;
  return { token, hash: hashOfToken(token) };
}

/** Random tokens need no slow hash. */
export const hashOfToken = (token: string): string => sha256Hex(token);

export type AccessClaims = { userId: number; organizationId: number; family: string };

function keyOf(sessionSecret: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', sessionSecret, '', 'infraudit access tokens', 32));
}

/** A JSON web token that lives an hour. */
export async function signAccessToken(
  sessionSecret: string,
  claims: AccessClaims,
  now: Date,
): Promise<{ token: string; expiresAt: Date }> {
  const issuedAt = Math.floor(now.getTime() / 1000);
  const expires = issuedAt + accessTokenSeconds;
  const token = await new SignJWT({ org: claims.organizationId, fam: claims.family })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(String(claims.userId))
    .setIssuedAt(issuedAt)
    .setExpirationTime(expires)
    .sign(keyOf(sessionSecret));
  return { token, expiresAt: new Date(expires * 1000) };
}

export async function readAccessToken(
  sessionSecret: string,
  token: string,
  now: Date,
): Promise<AccessClaims> {
  try {
    const { payload } = await jwtVerify(token, keyOf(sessionSecret), {
      issuer,
      audience,
      algorithms: ['HS256'],
      currentDate: now,
      requiredClaims: ['sub', 'exp', 'org', 'fam'],
    });
    const { org, fam, sub } = payload;
    if (typeof org === 'number' && typeof fam === 'string') {
      return { userId: Number(sub), organizationId: org, family: fam };
    }
    throw invalidToken();
  } catch (error) {
    throw tokenProblem(error);
  }
}

export const invalidToken = (detail?: unknown): AppError =>
  new AppError('unauthenticated', 'The token is not valid: sign in again', { detail });

/** One answer for whatever is wrong with a token, except that it has expired, which its holder may know. */
export function tokenProblem(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof errors.JWTExpired) {
    return new AppError('unauthenticated', 'The token has expired: sign in again');
  }
  return invalidToken(error instanceof Error ? error.message : String(error));
}
