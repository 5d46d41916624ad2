import { AppError } from '../../../core/errors.ts';
import { systemScope } from '../../../core/scope.ts';
import type { SystemTx } from '../../../platform/db/database.ts';
import { createOrganization, requireTimeZone } from '../tenancy/index.ts';
import type { Identity } from './options.ts';
import { hashPassword } from './passwords.ts';
import { type Established, establish, type SignInContext } from './sessions.ts';
import { anyUserExists, insertUser, lockSetUp } from './user-store.ts';

export type FirstOwner = {
  email: string;
  name: string;
  password: string;
  organization: string;
  timeZone: string;
};

const scope = systemScope('set-up of the first owner');

/** True until the first person exists. */
export async function setUpRequired(identity: Identity): Promise<boolean> {
  return identity.database.asSystem(scope, async (tx) => !(await anyUserExists(tx)));
}

/** Creates the first owner and their organisation, and signs them in. `conflict` when somebody was first. */
export async function setUp(
  identity: Identity,
  owner: FirstOwner,
  context: SignInContext,
): Promise<Established> {
  requireTimeZone(owner.timeZone);
  // Asked before the costly hash, and again behind the lock.
  if (!(await setUpRequired(identity))) throw alreadySetUp();
  const passwordHash = await hashPassword(owner.password);
  return identity.database.asSystem(scope, async (tx) => {
    const userId = await createFirstOwner(identity, tx, { ...owner, passwordHash });
    if (userId === undefined) throw alreadySetUp();
    return establish(identity, tx, userId, 'set-up', context);
  });
}

/**
 * The set-up without a browser, at start, from the environment. Does nothing and answers false when anyone
 * exists; safe when several processes start at once.
 */
export async function ensureOwner(
  identity: Identity,
  owner: { email: string; password: string; organization?: string },
): Promise<boolean> {
  if (!(await setUpRequired(identity))) return false;
  const passwordHash = await hashPassword(owner.password);
  return identity.database.asSystem(scope, async (tx) => {
    const values = {
      email: owner.email,
      name: '',
      passwordHash,
      organization: owner.organization ?? 'My organisation',
      timeZone: 'UTC',
    };
    return (await createFirstOwner(identity, tx, values)) !== undefined;
  });
}

async function createFirstOwner(
  identity: Identity,
  tx: SystemTx,
  values: { email: string; name: string; passwordHash: string; organization: string; timeZone: string },
): Promise<number | undefined> {
  await lockSetUp(tx);
  if (await anyUserExists(tx)) return undefined;
  const owner = await insertUser(tx, values);
  if (owner === undefined) return undefined;
  await createOrganization(
    tx,
    { name: values.organization, timeZone: values.timeZone, owner },
    identity.onOrganizationCreated,
  );
  return owner.id;
}

const alreadySetUp = (): AppError =>
  new AppError('conflict', 'This installation has an owner already: sign in or ask for an invitation');
