import { NormalizedSchema } from '@smithy/core/schema';

/**
 * Gives recorded JSON the types that the SDK gives the live answer, by the SDK's own output schema: ISO strings
 * become Dates, base64 becomes bytes, and a policy that a recorder had decoded becomes the URL-encoded text
 * that the service sends.
 */
export function reviveOutput(command: { schema?: unknown }, data: unknown): object {
  const operation = command.schema as readonly unknown[] | undefined;
  const output = Array.isArray(operation) ? operation[5] : undefined;
  if (output === undefined) return { ...(data as object) };
  return revive(NormalizedSchema.of(output as never), data) as object;
}

function revive(schema: NormalizedSchema, value: unknown): unknown {
  if (value === null || value === undefined) return undefined;
  if (schema.isTimestampSchema()) return toDate(value);
  if (schema.isBlobSchema()) return typeof value === 'string' ? Buffer.from(value, 'base64') : value;
  if (schema.isStringSchema()) {
    return typeof value === 'object' ? encodeURIComponent(JSON.stringify(value)) : value;
  }
  if (schema.isListSchema()) {
    return Array.isArray(value) ? value.map((member) => revive(schema.getValueSchema(), member)) : value;
  }
  if (schema.isMapSchema()) return mapMembers(value, () => schema.getValueSchema());
  if (schema.isStructSchema()) {
    const members = new Set(Object.keys(value as object));
    const known = new Map<string, NormalizedSchema>();
    for (const [name, member] of schema.structIterator()) if (members.has(name)) known.set(name, member);
    return mapMembers(value, (name) => known.get(name));
  }
  return value;
}

function mapMembers(value: unknown, schemaOf: (name: string) => NormalizedSchema | undefined): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const result: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value)) {
    const schema = schemaOf(name);
    const revived = schema === undefined ? member : revive(schema, member);
    if (revived !== undefined) result[name] = revived;
  }
  return result;
}

function toDate(value: unknown): unknown {
  if (value instanceof Date) return value;
  const date = typeof value === 'number' ? new Date(value * 1000) : new Date(String(value));
  return Number.isNaN(date.getTime()) ? value : date;
}
