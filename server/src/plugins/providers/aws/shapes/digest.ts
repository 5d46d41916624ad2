import { createHash } from 'node:crypto';

/** User data often holds secrets: a digest of what it decodes to tells that it changed, and nothing else. */
export function userDataDigest(userData: string | undefined): string | undefined {
  if (userData === undefined || userData === '') return undefined;
  return createHash('sha256').update(Buffer.from(userData, 'base64')).digest('hex');
}
