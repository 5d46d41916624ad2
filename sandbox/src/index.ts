import { createAccounts } from './accounts.ts';
import { createFaultBook, type Faults } from './faults.ts';
import { type SeenRequest, startServer } from './server.ts';
import { type SlowChanges, slowChangesOf } from './slow-changes.ts';
import { buildEmptyWorld, buildRealisticWorld } from './world/build.ts';
import { addAuditRole, auditRoleName } from './world/build-iam.ts';
import { createChangeBook } from './world/changes.ts';
import { generateResources } from './world/generate.ts';
import { createRandom } from './world/random.ts';
import type { World } from './world/world.ts';

export type { Faults } from './faults.ts';
export type { SeenRequest } from './server.ts';
export { type ChangeName, changeNames } from './world/changes.ts';
export { countResources, type ResourceType } from './world/count.ts';
export {
  plantedFaults,
  plantedLines,
  plantedName,
  unknowable,
  unknowableLines,
} from './world/planted-faults.ts';
export { createRandom } from './world/random.ts';
export type { World } from './world/world.ts';

export interface SandboxOptions {
  /** TCP port on 127.0.0.1; 0 (the default) takes a free one. */
  port?: number;
  account?: 'realistic' | 'empty' | { generate: number };
  /** The same seed builds the same account, keys included. */
  seed?: number;
}

export interface Sandbox {
  /** Root of every service, e.g. `http://127.0.0.1:34567`. */
  endpoint: string;
  /** 12 digits. */
  accountId: string;
  credentials: { accessKeyId: string; secretAccessKey: string };
  /** A user besides, for whoever may change things. The sandbox lets every user do everything. */
  writer: { accessKeyId: string; secretAccessKey: string };
  /** A role of the account that may be assumed with the external id, and not without. */
  role: { arn: string; externalId: string };
  /** The account itself, to be changed at will. */
  world: World;
  /** Applies the named scripted changes, or all seven. */
  applyChanges(which?: string[]): void;
  revertChanges(): void;
  faults: Faults;
  /** How long changes of databases and clusters take; they are made at once unless this says otherwise. */
  slowChanges: SlowChanges;
  /** The latest calls, oldest first; only the last 10,000 or so are kept. */
  requests: SeenRequest[];
  stop(): Promise<void>;
}

function buildWorld(account: NonNullable<SandboxOptions['account']>, seed: number): World {
  if (account === 'realistic') return buildRealisticWorld(seed);
  const random = createRandom(seed);
  const world = buildEmptyWorld(random);
  // One less, because the role for the auditor comes on top.
  if (account !== 'empty') generateResources(world, random, account.generate - 1);
  return world;
}

/** Starts a small AWS on loopback that the real SDK talks to by its real protocols. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const seed = options.seed ?? 1;
  const account = options.account ?? 'realistic';
  const world = buildWorld(account, seed);
  // Credentials have their own stream of numbers, so that a change of the account does not change them.
  const random = createRandom(seed ^ 0x5eed);
  const faultBook = createFaultBook();
  const accounts = createAccounts(random, faultBook);
  const userName = 'infraudit';
  const credentials = accounts.addUser({
    arn: `arn:aws:iam::${world.accountId}:user/${userName}`,
    userId: `AIDA${random.letters(17)}`,
    accountId: world.accountId,
  });
  const externalId = random.uuid();
  addAuditRole(world, random, externalId);
  const writer = accounts.addUser({
    arn: `arn:aws:iam::${world.accountId}:user/infraudit-tags`,
    userId: `AIDA${random.letters(17)}`,
    accountId: world.accountId,
  });
  const changes = createChangeBook(world);
  const requests: SeenRequest[] = [];
  const server = await startServer({ world, accounts, faultBook, requests, port: options.port ?? 0 });
  return {
    endpoint: server.endpoint,
    accountId: world.accountId,
    credentials,
    writer,
    role: { arn: `arn:aws:iam::${world.accountId}:role/${auditRoleName}`, externalId },
    world,
    applyChanges: changes.apply,
    revertChanges: changes.revert,
    faults: faultBook.faults,
    slowChanges: slowChangesOf(world),
    requests,
    stop: server.stop,
  };
}
