import type { FaultBook } from './faults.ts';
import type { AwsError } from './protocols/errors.ts';
import type { RawRequest } from './protocols/request.ts';
import {
  expiredSessionError,
  type FailingService,
  unknownKeyError,
  unsignedError,
  wrongSignatureError,
} from './service-errors.ts';
import type { Principal } from './services/service.ts';
import { type CredentialScope, isSignedWith } from './signature.ts';
import type { Random } from './world/random.ts';

interface KnownKey {
  secret: string;
  principal: Principal;
  session?: { token: string; issuedAt: number; expiresAt: number };
}

/** The access keys that the sandbox knows, and who stands behind each. */
export function createAccounts(random: Random, faultBook: FaultBook) {
  const keys = new Map<string, KnownKey>();
  const newSecret = () => Buffer.from(random.hex(60), 'hex').toString('base64').slice(0, 40);

  function addUser(principal: Principal): { accessKeyId: string; secretAccessKey: string } {
    const accessKeyId = `AKIA${random.letters(16)}`;
    const secretAccessKey = newSecret();
    keys.set(accessKeyId, { secret: secretAccessKey, principal });
    return { accessKeyId, secretAccessKey };
  }

  function openSession(principal: Principal, seconds: number) {
    const AccessKeyId = `ASIA${random.letters(16)}`;
    const SecretAccessKey = newSecret();
    const SessionToken = Buffer.from(random.hex(160), 'hex').toString('base64');
    const issuedAt = Date.now();
    const expiresAt = issuedAt + seconds * 1000;
    keys.set(AccessKeyId, {
      secret: SecretAccessKey,
      principal,
      session: { token: SessionToken, issuedAt, expiresAt },
    });
    return { AccessKeyId, SecretAccessKey, SessionToken, Expiration: new Date(expiresAt) };
  }

  /** Says who signed the request, or the error that the service answers to an impostor. */
  function authenticate(
    scope: CredentialScope | undefined,
    request: RawRequest,
    service: FailingService,
  ): { principal: Principal } | { error: AwsError } {
    if (!scope) return { error: unsignedError(service) };
    const known = keys.get(scope.accessKeyId);
    if (!known) return { error: unknownKeyError(service) };
    if (!isSignedWith(known.secret, scope, request)) return { error: wrongSignatureError(service) };
    if (known.session) {
      if (request.headers['x-amz-security-token'] !== known.session.token)
        return { error: unknownKeyError(service) };
      const expired =
        known.session.expiresAt <= Date.now() || known.session.issuedAt <= faultBook.sessionsExpiredAt();
      if (expired) return { error: expiredSessionError(service) };
    }
    return { principal: known.principal };
  }

  return { addUser, openSession, authenticate };
}

export type Accounts = ReturnType<typeof createAccounts>;
