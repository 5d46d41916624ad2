import { sentence } from '../../ui/words.ts';

/** What a form needs to know about one parameter of a job type. */
export type Field = {
  name: string;
  label: string;
  description: string | undefined;
  required: boolean;
  kind: 'text' | 'number' | 'boolean' | 'choice' | 'choices' | 'texts' | 'pairs' | 'json';
  options: string[];
  integer: boolean;
  minimum: number | undefined;
  maximum: number | undefined;
  fallback: unknown;
};

type Schema = {
  type?: string | string[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  additionalProperties?: Schema | boolean;
  description?: string;
  title?: string;
  default?: unknown;
  minimum?: number;
  maximum?: number;
  maxLength?: number;
};

/** The fields of an object's JSON Schema, in its order; none of anything else. */
export function schemaFields(schema: unknown): Field[] {
  const { properties = {}, required = [] } = (schema ?? {}) as Schema;
  return Object.entries(properties).map(([name, property]) =>
    fieldOf(name, property, required.includes(name)),
  );
}

function fieldOf(name: string, given: Schema, required: boolean): Field {
  // `null` beside one other kind only says that the field may stay empty.
  const kinds = (given.anyOf ?? given.oneOf ?? []).filter((part) => part.type !== 'null');
  const schema = kinds.length === 1 && kinds[0] !== undefined ? { ...given, ...kinds[0] } : given;
  const optional = schema !== given || given.default !== undefined;
  const [kind, options] = kindOf(schema);
  return {
    name,
    label: schema.title ?? sentence(name.replace(/_ids?$/, '')),
    description: given.description ?? schema.description,
    required: required && !optional && kind !== 'boolean',
    kind,
    options,
    integer: schema.type === 'integer',
    // Zod writes the safe integers as bounds of every integer; those are no news to a person.
    minimum: bound(schema.minimum),
    maximum: kind === 'number' ? bound(schema.maximum) : schema.maxLength,
    fallback: given.default,
  };
}

function bound(value: number | undefined): number | undefined {
  return value === undefined || Math.abs(value) >= Number.MAX_SAFE_INTEGER ? undefined : value;
}

function kindOf(schema: Schema): [Field['kind'], string[]] {
  if (schema.enum?.every((value) => typeof value === 'string')) return ['choice', schema.enum as string[]];
  const choices = (schema.anyOf ?? schema.oneOf ?? []).map((part) => part.const);
  if (choices.length > 0 && choices.every((value) => typeof value === 'string')) {
    return ['choice', choices as string[]];
  }
  if (schema.type === 'integer' || schema.type === 'number') return ['number', []];
  if (schema.type === 'boolean') return ['boolean', []];
  if (schema.type === 'string') return ['text', []];
  if (schema.type === 'array') {
    const [kind, options] = kindOf(schema.items ?? {});
    if (kind === 'choice') return ['choices', options];
    if (kind === 'text') return ['texts', []];
  }
  if (schema.type === 'object' && schema.properties === undefined) {
    const values = schema.additionalProperties;
    if (typeof values === 'object' && values.type === 'string') return ['pairs', []];
  }
  return ['json', []];
}

/** What was left empty is not sent: the server then takes its default. */
export function withoutEmpty(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).filter(
      ([, value]) =>
        value !== undefined &&
        value !== null &&
        value !== '' &&
        !(Array.isArray(value) && value.length === 0),
    ),
  );
}
