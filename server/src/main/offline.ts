/**
 * The door for commands that work without a server. Only pure functions leave through it: nothing here opens
 * a file, a socket or a database.
 */
export { type DiffAnswer, diffLine, diffText } from '../domain/assess/drift/offline-diff.ts';
