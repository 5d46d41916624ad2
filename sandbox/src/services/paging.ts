import type { AwsError } from '../protocols/errors.ts';
import type { Table } from '../world/table.ts';

export interface PageRequest {
  token: string | undefined;
  max: number | undefined;
  /** Page size when the caller names none, and the largest the service allows. */
  usual: number;
  largest: number;
  invalidToken: () => AwsError;
}

export interface Page<T> {
  items: T[];
  next: string | undefined;
}

function write(offset: number): string {
  return Buffer.from(`page:${offset}`).toString('base64url');
}

function read(token: string): number | undefined {
  const found = /^page:(\d+)$/.exec(Buffer.from(token, 'base64url').toString());
  return found ? Number(found[1]) : undefined;
}

/** One page of a table (or of a list that a filter has left), with an opaque token for the next. */
export function pageOf<T>(source: Table<T> | readonly T[], request: PageRequest): Page<T> {
  const start = request.token ? read(request.token) : 0;
  if (start === undefined) throw request.invalidToken();
  const size = Math.max(1, Math.min(request.max ?? request.usual, request.largest));
  const total = 'page' in source ? source.size() : source.length;
  const items = 'page' in source ? source.page(start, size) : source.slice(start, start + size);
  return { items, next: start + size < total ? write(start + size) : undefined };
}
