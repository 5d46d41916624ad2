import type { ColumnType } from 'kysely';
import type { Json } from '../../../core/json.ts';

/** A jsonb column: read as a value, written as its text (`JSON.stringify`), so that arrays stay JSON. */
export type Jsonb<T = Json> = ColumnType<T, string, string>;
export type JsonbWithDefault<T = Json> = ColumnType<T, string | undefined, string>;
export type At = ColumnType<Date, Date | string, Date | string>;
export type AtOrNull = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
export type AtWithDefault = ColumnType<Date, Date | string | undefined, Date | string>;
/** Assigned by the database. */
export type Id = ColumnType<number, never, never>;
