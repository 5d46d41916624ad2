import { NormalizedSchema } from '@smithy/core/schema';

/**
 * The machine-readable schemas that the AWS SDK clients ship, compiled once per shape into plain objects.
 * The clients use them to write requests and read answers; the sandbox uses the same ones the other way
 * round, so both sides cannot disagree about a name.
 */
export type Shape =
  | StructureShape
  | { kind: 'list'; name: string; member: Shape; itemName: string | undefined; flattened: boolean }
  | {
      kind: 'map';
      name: string;
      key: Shape;
      value: Shape;
      keyName: string;
      valueName: string;
      flattened: boolean;
    }
  | { kind: 'timestamp'; format: TimestampFormat | undefined }
  | { kind: 'string' | 'boolean' | 'number' | 'blob' | 'document' };

export type TimestampFormat = 'date-time' | 'http-date' | 'epoch-seconds';

export interface StructureShape {
  kind: 'structure';
  name: string;
  xmlName: string | undefined;
  members: Member[];
}

export interface Member {
  name: string;
  shape: Shape;
  xmlName: string | undefined;
  ec2QueryName: string | undefined;
  jsonName: string | undefined;
  header: string | undefined;
  headerPrefix: string | undefined;
  query: string | undefined;
  queryParams: boolean;
  label: boolean;
  payload: boolean;
  responseCode: boolean;
  attribute: boolean;
  flattened: boolean;
  namespace: { prefix?: string; uri: string } | undefined;
}

export interface OperationShape {
  name: string;
  input: StructureShape;
  output: StructureShape;
  http: HttpBinding | undefined;
}

type Traits = Record<string, unknown>;

const compiled = new WeakMap<object, Shape>();
const emptyStructure: StructureShape = { kind: 'structure', name: 'Unit', xmlName: undefined, members: [] };

const timestampFormats: Record<number, TimestampFormat | undefined> = {
  4: undefined,
  5: 'date-time',
  6: 'http-date',
  7: 'epoch-seconds',
};

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function namespaceOf(value: unknown): Member['namespace'] {
  if (!Array.isArray(value)) return undefined;
  const [first, second] = value as string[];
  if (first === undefined) return undefined;
  return second === undefined ? { uri: first } : { prefix: first, uri: second };
}

function compileMember(name: string, schema: NormalizedSchema): Member {
  const own = schema.getMemberTraits() as Traits;
  const merged = schema.getMergedTraits() as Traits;
  return {
    name,
    shape: compileShape(schema),
    xmlName: text(own.xmlName),
    ec2QueryName: text(own.ec2QueryName),
    jsonName: text(own.jsonName),
    header: text(own.httpHeader)?.toLowerCase(),
    headerPrefix: text(own.httpPrefixHeaders)?.toLowerCase(),
    query: text(own.httpQuery),
    queryParams: Boolean(own.httpQueryParams),
    label: Boolean(own.httpLabel),
    payload: Boolean(own.httpPayload),
    responseCode: Boolean(own.httpResponseCode),
    attribute: Boolean(own.xmlAttribute),
    flattened: Boolean(merged.xmlFlattened),
    namespace: namespaceOf(merged.xmlNamespace),
  };
}

function compileScalar(schema: NormalizedSchema): Shape {
  if (schema.isTimestampSchema()) {
    return { kind: 'timestamp', format: timestampFormats[schema.getSchema() as number] };
  }
  if (schema.isBooleanSchema()) return { kind: 'boolean' };
  if (schema.isNumericSchema() || schema.isBigIntegerSchema() || schema.isBigDecimalSchema()) {
    return { kind: 'number' };
  }
  if (schema.isBlobSchema()) return { kind: 'blob' };
  if (schema.isDocumentSchema()) return { kind: 'document' };
  return { kind: 'string' };
}

function compileShape(schema: NormalizedSchema): Shape {
  const raw = schema.getSchema() as unknown;
  const key = typeof raw === 'object' && raw !== null ? raw : undefined;
  const known = key ? compiled.get(key) : undefined;
  if (known) return known;
  if (schema.isStructSchema()) {
    const shape: StructureShape = {
      kind: 'structure',
      name: schema.getName() ?? '',
      xmlName: text((schema.getOwnTraits() as Traits).xmlName),
      members: [],
    };
    // Registered before its members, because shapes may contain themselves.
    if (key) compiled.set(key, shape);
    for (const [name, member] of schema.structIterator()) shape.members.push(compileMember(name, member));
    return shape;
  }
  if (schema.isListSchema()) {
    const value = schema.getValueSchema();
    const shape: Shape = {
      kind: 'list',
      name: schema.getName() ?? '',
      member: { kind: 'string' },
      itemName: text((value.getMergedTraits() as Traits).xmlName),
      flattened: Boolean((schema.getMergedTraits() as Traits).xmlFlattened),
    };
    if (key) compiled.set(key, shape);
    shape.member = compileShape(value);
    return shape;
  }
  if (schema.isMapSchema()) {
    const shape: Shape = {
      kind: 'map',
      name: schema.getName() ?? '',
      key: { kind: 'string' },
      value: { kind: 'string' },
      keyName: text((schema.getKeySchema().getMergedTraits() as Traits).xmlName) ?? 'key',
      valueName: text((schema.getValueSchema().getMergedTraits() as Traits).xmlName) ?? 'value',
      flattened: Boolean((schema.getMergedTraits() as Traits).xmlFlattened),
    };
    if (key) compiled.set(key, shape);
    shape.value = compileShape(schema.getValueSchema());
    return shape;
  }
  return compileScalar(schema);
}

function structureOf(schema: unknown): StructureShape {
  const normalized = NormalizedSchema.of(schema as Parameters<typeof NormalizedSchema.of>[0]);
  if (!normalized.isStructSchema()) return emptyStructure;
  const shape = compileShape(normalized);
  return shape.kind === 'structure' ? shape : emptyStructure;
}

type OperationTuple = [number, string, string, Traits | number, () => unknown, () => unknown];

export interface HttpBinding {
  name: string;
  method: string;
  /** Path with labels and literal query, e.g. `/functions/{FunctionName}/policy`. */
  uri: string;
  status: number;
}

/** Where an operation of a REST service is bound to; cheap, no shape is compiled for it. */
export function httpBindingOf(schema: unknown): HttpBinding | undefined {
  if (!Array.isArray(schema) || schema[0] !== 9) return undefined;
  const [, , name, traits] = schema as OperationTuple;
  const http = typeof traits === 'object' ? (traits.http as [string, string, number] | undefined) : undefined;
  return http && { name, method: http[0], uri: http[1], status: http[2] };
}

/** Compiles one operation from the tuple an SDK client exports as `<Operation>$`. */
export function compileOperation(schema: unknown): OperationShape {
  const tuple = schema as OperationTuple;
  return {
    name: tuple[2],
    input: structureOf(tuple[4]),
    output: structureOf(tuple[5]),
    http: httpBindingOf(schema),
  };
}
