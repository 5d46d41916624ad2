import { hash, verify } from '@node-rs/argon2';
import { AppError } from '../../../core/errors.ts';

// Argon2id (the library's default) with 19 MiB and two passes: the smallest of the settings that OWASP lists.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const running = 2;
const waitingAtMost = 100;

/** Hashing takes memory and a thread: a flood of sign-ins waits here, and beyond that is refused. */
function gate(): <T>(work: () => Promise<T>) => Promise<T> {
  let free = running;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (free > 0) free -= 1;
    else if (waiting.length >= waitingAtMost) {
      throw new AppError('unavailable', 'Too many people are signing in at this moment: try again soon');
    } else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}
const throughGate = gate();

/** Argon2id in PHC form. */
export async function hashPassword(password: string): Promise<string> {
  return throughGate(() => hash(password.normalize('NFKC'), cost));
}

let decoy: Promise<string> | undefined;

/**
 * Compares in the same time whether or not there is a hash: for nobody (null) it compares with a hash that no
 * password fits.
 */
export async function passwordFits(password: string, stored: string | null): Promise<boolean> {
  decoy ??= hashPassword(crypto.randomUUID());
  const against = stored ?? (await decoy);
  const fits = await throughGate(() => verify(against, password.normalize('NFKC')).catch(() => false));
  return fits && stored !== null;
}
