/** Faults on demand, each for one IAM action (`s3:GetBucketPublicAccessBlock`) or a prefix (`s3:Get*`). */
export interface Faults {
  /** Answers with the service's own access-denied error. */
  deny(action: string): void;
  /** Answers the next `times` calls with the service's throttling error. */
  throttle(action: string, times: number): void;
  /** Answers the next `times` calls with an internal error, status 500. */
  error500(action: string, times: number): void;
  /** Never answers; the connection stays open until the client or the sandbox gives up. */
  hang(action: string): void;
  /** Answers after `milliseconds`. */
  slow(action: string, milliseconds: number): void;
  /** Answers when the result is called, and the calls meanwhile wait. `clear` lets them go too. */
  hold(action: string): () => void;
  /** Announces the whole body, sends half of it and cuts the connection. */
  truncate(action: string): void;
  /** Answers 200 with a body that is neither JSON nor XML. */
  malformed(action: string): void;
  /** Answers with a body of 256 MiB. */
  oversized(action: string): void;
  /** Makes every temporary credential issued so far expired. */
  expireSessions(): void;
  clear(): void;
}

type Kind =
  | 'deny'
  | 'throttle'
  | 'error500'
  | 'hang'
  | 'slow'
  | 'hold'
  | 'truncate'
  | 'malformed'
  | 'oversized';

interface Fault {
  kind: Kind;
  pattern: string;
  remaining: number;
  milliseconds: number;
  released?: Promise<void>;
  release?: () => void;
}

export interface FaultBook {
  faults: Faults;
  /** The fault that this call meets, if any; a counted one is used up by asking. */
  take(action: string): { kind: Kind; milliseconds: number; released?: Promise<void> } | undefined;
  sessionsExpiredAt(): number;
}

function matches(pattern: string, action: string): boolean {
  return pattern.endsWith('*') ? action.startsWith(pattern.slice(0, -1)) : pattern === action;
}

export function createFaultBook(): FaultBook {
  let book: Fault[] = [];
  let sessionsExpiredAt = 0;
  const add = (kind: Kind, pattern: string, remaining = Number.POSITIVE_INFINITY, milliseconds = 0) => {
    book.push({ kind, pattern, remaining, milliseconds });
  };
  return {
    faults: {
      deny: (action) => add('deny', action),
      throttle: (action, times) => add('throttle', action, times),
      error500: (action, times) => add('error500', action, times),
      hang: (action) => add('hang', action),
      slow: (action, milliseconds) => add('slow', action, Number.POSITIVE_INFINITY, milliseconds),
      hold: (action) => {
        const { promise: released, resolve: release } = Promise.withResolvers<void>();
        const fault: Fault = {
          kind: 'hold',
          pattern: action,
          remaining: Number.POSITIVE_INFINITY,
          milliseconds: 0,
          released,
          release,
        };
        book.push(fault);
        return () => {
          fault.remaining = 0;
          release();
        };
      },
      truncate: (action) => add('truncate', action),
      malformed: (action) => add('malformed', action),
      oversized: (action) => add('oversized', action),
      expireSessions: () => {
        sessionsExpiredAt = Date.now();
      },
      clear: () => {
        for (const { release } of book) release?.();
        book = [];
        sessionsExpiredAt = 0;
      },
    },
    take: (action) => {
      const fault = book.find((one) => one.remaining > 0 && matches(one.pattern, action));
      if (!fault) return undefined;
      fault.remaining -= 1;
      const { kind, milliseconds, released } = fault;
      return released === undefined ? { kind, milliseconds } : { kind, milliseconds, released };
    },
    sessionsExpiredAt: () => sessionsExpiredAt,
  };
}
