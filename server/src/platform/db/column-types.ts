import type { Buffer } from 'node:buffer';
import pg from 'pg';

const int8 = 20;
const date = 1082;

/**
 * How columns become values: bigint is a number (ids and counts stay far below 2^53; a greater one throws
 * instead of losing digits), a date is its text and not an instant of some time zone.
 */
export const columnTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === int8) return exactNumber;
    if (oid === date) return (text: string) => text;
    return pg.types.getTypeParser(oid, format as 'text');
  }) as pg.CustomTypesConfig['getTypeParser'],
};

function exactNumber(text: string | Buffer): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint ${text} does not fit a number exactly`);
  return value;
}
