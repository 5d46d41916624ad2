import { z } from 'zod';

/** What an expression knows of a value before it runs. `any` is decided when it runs. */
export type ExpressionType =
  | { kind: 'text' | 'number' | 'flag' | 'null' | 'any' }
  | { kind: 'list'; of: ExpressionType }
  | { kind: 'map'; of: ExpressionType }
  | { kind: 'object'; fields: ReadonlyMap<string, ExpressionType> };

export const anyType: ExpressionType = { kind: 'any' };
export const textType: ExpressionType = { kind: 'text' };
export const numberType: ExpressionType = { kind: 'number' };
export const flagType: ExpressionType = { kind: 'flag' };
export const nullType: ExpressionType = { kind: 'null' };

/** As a reader is told: `list of text`. */
export function nameOfType(type: ExpressionType): string {
  switch (type.kind) {
    case 'flag':
      return 'true or false';
    case 'any':
      return 'a value of any kind';
    case 'list':
      return type.of.kind === 'any' ? 'list' : `list of ${nameOfType(type.of)}`;
    default:
      return type.kind;
  }
}

const deepest = 24;

/**
 * The type of a value that a Zod schema describes. Optional fields have the type that they have when they are
 * there; what the schema leaves open is `any`.
 */
export function typeOfSchema(schema: z.ZodType, depth = 0): ExpressionType {
  if (depth > deepest) return anyType;
  const below = (inner: unknown) => typeOfSchema(inner as z.ZodType, depth + 1);
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodReadonly
  )
    return below(schema.unwrap());
  if (schema instanceof z.ZodLazy) return below(schema.unwrap());
  if (schema instanceof z.ZodPipe) return below(schema.out);
  if (schema instanceof z.ZodObject) {
    const fields = Object.entries(schema.shape).map(([name, field]) => [name, below(field)] as const);
    return { kind: 'object', fields: new Map(fields) };
  }
  if (schema instanceof z.ZodArray) return { kind: 'list', of: below(schema.element) };
  if (schema instanceof z.ZodRecord) return { kind: 'map', of: below(schema.valueType) };
  if (schema instanceof z.ZodNumber) return numberType;
  if (schema instanceof z.ZodBoolean) return flagType;
  if (schema instanceof z.ZodEnum) return textType;
  if (schema instanceof z.ZodString || schema instanceof z.ZodStringFormat) return textType;
  if (schema instanceof z.ZodLiteral) return typeOfLiteral([...schema.values]);
  return anyType;
}

function typeOfLiteral(values: readonly unknown[]): ExpressionType {
  const kinds = new Set(values.map((value) => typeof value));
  if (kinds.size !== 1) return anyType;
  if (kinds.has('string')) return textType;
  if (kinds.has('number')) return numberType;
  return kinds.has('boolean') ? flagType : anyType;
}

/** Whether a value of one type may stand where the other is expected; `any` is seen when it runs. */
export function fits(given: ExpressionType, wanted: ExpressionType): boolean {
  if (given.kind === 'any' || wanted.kind === 'any') return true;
  if (given.kind === 'list' && wanted.kind === 'list') return fits(given.of, wanted.of);
  if (given.kind === 'map' && wanted.kind === 'map') return fits(given.of, wanted.of);
  const both = [given.kind, wanted.kind];
  if (both.includes('object') && both.includes('map')) return true;
  return given.kind === wanted.kind;
}

/** The type of a value that is one or the other; undefined when they have nothing in common. */
export function united(one: ExpressionType, other: ExpressionType): ExpressionType | undefined {
  if (one.kind === 'null') return other;
  if (other.kind === 'null') return one;
  if (one.kind === 'any' || other.kind === 'any') return anyType;
  if (one.kind === 'list' && other.kind === 'list')
    return { kind: 'list', of: united(one.of, other.of) ?? anyType };
  return fits(one, other) ? one : undefined;
}

/** Up to three names that were probably meant, nearest first. */
export function nearNames(wrong: string, names: Iterable<string>): string[] {
  const wanted = wrong.toLowerCase();
  return [...names]
    .map((name) => ({ name, distance: nameDistance(wanted, name.toLowerCase()) }))
    .filter(
      ({ name, distance }) => distance <= Math.max(2, Math.floor(Math.min(wrong.length, name.length) / 3)),
    )
    .sort((one, other) => one.distance - other.distance || (one.name < other.name ? -1 : 1))
    .slice(0, 3)
    .map(({ name }) => name);
}

/** Edits between two names; a name that contains the other is near, because people shorten. */
function nameDistance(one: string, other: string): number {
  if (one === other) return 0;
  if (one.length >= 4 && (other.includes(one) || one.includes(other))) return 1;
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
