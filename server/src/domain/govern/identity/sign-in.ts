import { AppError } from '../../../core/errors.ts';
import { systemScope } from '../../../core/scope.ts';
import { sha256Hex } from '../../../platform/hash.ts';
import type { Principal } from '../tenancy/index.ts';
import type { Identity } from './options.ts';
import { hashPassword, passwordFits } from './passwords.ts';
import { principalOfUser } from './principals.ts';
import { countTryOnUnknown, revokeOtherFamilies } from './session-store.ts';
import { type Established, establish, record, type SignInContext } from './sessions.ts';
import { clearTries, countTry, selectUser, selectUserByEmail, setPassword } from './user-store.ts';

const triesAllowed = 10;
const lockMs = 15 * 60_000;
const unknownForgottenMs = 24 * 3_600_000;

/** One message for an unknown address and a wrong password, so that no one learns who has an account. */
const wrongPassword = (): AppError =>
  new AppError('unauthenticated', 'The e-mail address or the password is wrong');

function locked(until: Date, now: Date): AppError {
  const minutes = Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 60_000));
  return new AppError(
    'locked',
    `Too many wrong passwords: try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`,
  );
}

/**
 * Signs in with a password. Throws `unauthenticated` when they do not fit and `locked` after ten wrong ones,
 * for addresses with and without an account alike.
 */
export async function signIn(
  identity: Identity,
  email: string,
  password: string,
  context: SignInContext,
): Promise<Established> {
  const userId = await provePassword(identity, email.trim().toLowerCase(), password, context);
  return identity.database.asSystem(systemScope('sign-in with a password'), (tx) =>
    establish(identity, tx, userId, 'password', context),
  );
}

/** The id of the person whose password it is. Every try counts before it is compared. */
export async function provePassword(
  identity: Identity,
  email: string,
  password: string,
  context: SignInContext,
): Promise<number> {
  const now = identity.now();
  const rule = { now, limit: triesAllowed, lockedUntil: new Date(now.getTime() + lockMs) };
  const started = await identity.database.asSystem(systemScope('sign-in with a password'), async (tx) => {
    const user = await selectUserByEmail(tx, email);
    if (user === undefined) {
      const forgottenAt = new Date(now.getTime() + unknownForgottenMs);
      const hash = sha256Hex(`unknown e-mail ${email}`);
      const { refused, lockedUntil } = await countTryOnUnknown(tx, hash, { ...rule, forgottenAt });
      return { user: null, lockedUntil: refused ? lockedUntil : null, tries: 0 };
    }
    const counted = await countTry(tx, user.id, rule);
    if (counted === undefined) {
      // Read again: the lock may be younger than the first look.
      const lockedUntil = (await selectUser(tx, user.id))?.lockedUntil ?? rule.lockedUntil;
      return { user, lockedUntil, tries: 0 };
    }
    return { user, lockedUntil: null, tries: counted.tries };
  });
  if (started.lockedUntil !== null) throw locked(started.lockedUntil, now);
  const { user } = started;
  if (await passwordFits(password, user?.passwordHash ?? null)) {
    const id = (user as { id: number }).id;
    await identity.database.asSystem(systemScope('sign-in with a password'), (tx) => clearTries(tx, id));
    return id;
  }
  if (user !== null) await recordFailure(identity, user.id, started.tries, context);
  throw wrongPassword();
}

async function recordFailure(
  identity: Identity,
  userId: number,
  tries: number,
  context: SignInContext,
): Promise<void> {
  await identity.database.asSystem(systemScope('sign-in with a password'), async (tx) => {
    const principal = await principalOfUser(tx, userId, { wanted: null, auth: 'session', family: null });
    const detail = { reason: 'wrong password', tries, ip: context.ip ?? null };
    await record(tx, principal, 'sign_in.failed', detail, context, 'denied');
    if (tries >= triesAllowed) await record(tx, principal, 'sign_in.locked', { tries }, context, 'denied');
  });
}

/** Changes the password and ends every other sign-in of the person. */
export async function changePassword(
  identity: Identity,
  principal: Principal,
  passwords: { current: string; next: string },
  context: SignInContext,
): Promise<void> {
  if (principal.apiKey !== null) {
    throw new AppError('forbidden', 'An API key cannot change a password: sign in');
  }
  const scope = systemScope('change of password');
  const user = await identity.database.asSystem(scope, (tx) => selectUser(tx, principal.user.id));
  if (user === undefined || user.passwordHash === null) {
    throw new AppError('unprocessable', 'You sign in with another provider and have no password here');
  }
  try {
    await provePassword(identity, user.email, passwords.current, context);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'unauthenticated') throw error;
    throw new AppError('unprocessable', 'The current password is wrong', {
      details: [{ path: 'current_password', message: 'is wrong' }],
    });
  }
  const hash = await hashPassword(passwords.next);
  await identity.database.asSystem(scope, async (tx) => {
    await setPassword(tx, user.id, hash);
    const ended = await revokeOtherFamilies(tx, user.id, principal.family, identity.now());
    await record(tx, principal, 'user.password_changed', { sign_ins_ended: ended }, context);
  });
}
