import { AppError, notFound } from '../../../core/errors.ts';
import { systemScope } from '../../../core/scope.ts';
import { acceptInvitation, type OpenInvitation, openInvitation, type Principal } from '../tenancy/index.ts';
import type { Identity } from './options.ts';
import { hashPassword } from './passwords.ts';
import { type Established, establish, type SignInContext } from './sessions.ts';
import { provePassword } from './sign-in.ts';
import { insertUser, selectUserByEmail } from './user-store.ts';

const scope = systemScope('accepting an invitation');

/** What the page behind an invitation's link shows. `not_found` when it is used, withdrawn or expired. */
export async function readInvitation(identity: Identity, token: string): Promise<OpenInvitation> {
  const open = await identity.database.asSystem(scope, (tx) => openInvitation(tx, token, identity.now()));
  if (open === undefined) throw notFound('An invitation that is still open');
  return open;
}

/**
 * Joins by the link of an invitation. A new person chooses a password; somebody who has an account proves it,
 * by being signed in or by its password: the link alone never opens an existing account.
 */
export async function joinByInvitation(
  identity: Identity,
  token: string,
  person: { name: string; password: string },
  caller: Principal | null,
  context: SignInContext,
): Promise<Established> {
  const open = await readInvitation(identity, token);
  const existing = await identity.database.asSystem(scope, (tx) => selectUserByEmail(tx, open.email));
  let provenId: number | undefined;
  let passwordHash: string | undefined;
  if (existing === undefined) {
    if (person.password.length < 12) {
      throw new AppError('invalid_input', 'The password is too short', {
        details: [{ path: 'password', message: 'must have at least 12 characters' }],
      });
    }
    passwordHash = await hashPassword(person.password);
  } else if (caller !== null && caller.apiKey === null && caller.user.id === existing.id)
    provenId = existing.id;
  else provenId = await provePassword(identity, open.email, person.password, context);

  return identity.database.asSystem(scope, async (tx) => {
    const still = await openInvitation(tx, token, identity.now());
    if (still === undefined) throw notFound('An invitation that is still open');
    const user =
      provenId === undefined
        ? await insertUser(tx, {
            email: still.email,
            name: person.name,
            ...(passwordHash && { passwordHash }),
          })
        : { id: provenId, email: still.email };
    if (user === undefined) throw new AppError('conflict', 'An account with this address was made meanwhile');
    await acceptInvitation(tx, still, user, identity.now(), context.requestId);
    return establish(identity, tx, user.id, 'invitation', context, still.organizationId);
  });
}
