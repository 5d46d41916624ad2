import type { QueryResult } from 'pg';

/** One connection, held by one caller at a time. Statements run in the order in which they were given. */
export type Session = {
  /** Without values the text may hold several statements; the result is then that of the last one. */
  query(text: string, values?: readonly unknown[]): Promise<QueryResult>;
  /** `broken` closes the connection instead of giving it to the next caller. */
  release(broken?: boolean): void;
};

/**
 * The two databases behind one door. Both speak the PostgreSQL protocol to the same client library, so types,
 * parameters and error codes are equal by construction.
 */
export type Engine = {
  readonly name: 'pglite' | 'postgres';
  acquire(): Promise<Session>;
  /** `onReconnect` runs after a lost connection is listening again: messages in between are gone. */
  listen(
    channel: string,
    onMessage: (payload: string) => void,
    onReconnect?: () => void,
  ): Promise<() => Promise<void>>;
  /** Open and idle connections, for the metrics. */
  connections(): { open: number; idle: number };
  close(): Promise<void>;
};

/** PostgreSQL's five-character error code, when the error came from the database. */
export function sqlState(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  const { code } = error;
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : undefined;
}

/** Quotes a name for use inside SQL text. */
export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
