import { fromJson, toJson } from './json.ts';
import type { RawRequest } from './request.ts';
import { readBoolean, readTimestamp, writeTimestamp } from './scalars.ts';
import type { HttpBinding, Member, OperationShape, Shape } from './shape.ts';
import { fromXml } from './xml-reader.ts';
import type { ListOffset, XmlWriter } from './xml-writer.ts';

interface Route {
  operation: string;
  method: string;
  pattern: RegExp;
  labels: string[];
  literals: [name: string, value: string][];
}

export interface RouteMatch {
  operation: string;
  labels: Record<string, string>;
}

function compileRoute(binding: HttpBinding): Route {
  const [path = '/', query = ''] = binding.uri.split('?');
  const labels: string[] = [];
  const source = path
    .replace(/[.*^$()|[\]\\]/g, '\\$&')
    .replace(/\{(\w+)(\+?)\}/g, (_, name: string, greedy: string) => {
      labels.push(name);
      return greedy ? '(.+?)' : '([^/]+)';
    });
  const literals = [...new URLSearchParams(query)] as [string, string][];
  return {
    operation: binding.name,
    method: binding.method,
    pattern: new RegExp(`^${source}/?$`),
    labels,
    // The SDK adds `x-id` for its own use; AWS ignores it, and so must the match.
    literals: literals.filter(([name]) => name !== 'x-id'),
  };
}

/** Finds the operation of a REST request: the route with the most literal query keys wins. */
export function createRouter(bindings: readonly HttpBinding[]) {
  const routes = bindings
    .map(compileRoute)
    .sort(
      (left, right) =>
        right.literals.length - left.literals.length || left.labels.length - right.labels.length,
    );

  return function match(method: string, path: string, query: URLSearchParams): RouteMatch | undefined {
    for (const route of routes) {
      if (route.method !== method) continue;
      if (
        !route.literals.every(
          ([name, value]) => query.has(name) && (value === '' || query.get(name) === value),
        )
      )
        continue;
      const found = route.pattern.exec(path);
      if (!found) continue;
      const labels = Object.fromEntries(
        route.labels.map((label, index) => [label, decodeURIComponent(found[index + 1] ?? '')]),
      );
      return { operation: route.operation, labels };
    }
    return undefined;
  };
}

export type Router = ReturnType<typeof createRouter>;

function fromText(shape: Shape, value: string): unknown {
  if (shape.kind === 'number') return Number(value);
  if (shape.kind === 'boolean') return readBoolean(value);
  if (shape.kind === 'timestamp') return readTimestamp(value);
  return value;
}

function fromQueryMember(member: Member, query: URLSearchParams): unknown {
  if (!member.query || !query.has(member.query)) return undefined;
  if (member.shape.kind === 'list') {
    const item = member.shape.member;
    return query.getAll(member.query).map((value) => fromText(item, value));
  }
  return fromText(member.shape, query.get(member.query) ?? '');
}

function readBody(shape: Shape, body: Buffer, xml: boolean): unknown {
  if (shape.kind === 'blob') return body;
  if (shape.kind === 'string') return body.toString('utf8');
  if (body.length === 0) return undefined;
  return xml ? fromXml(shape, body.toString('utf8')) : fromJson(shape, JSON.parse(body.toString('utf8')));
}

/** Reads labels, query string, headers and body of a REST request into the operation's input. */
export function fromRest(
  operation: OperationShape,
  labels: Record<string, string>,
  request: RawRequest,
  xml: boolean,
): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  let payload: Member | undefined;
  let hasBodyMembers = false;
  for (const member of operation.input.members) {
    if (member.label) input[member.name] = fromText(member.shape, labels[member.name] ?? '');
    else if (member.query) input[member.name] = fromQueryMember(member, request.query);
    else if (member.header) {
      const header = request.headers[member.header];
      if (header !== undefined) input[member.name] = fromText(member.shape, header);
    } else if (member.payload) payload = member;
    else hasBodyMembers = true;
  }
  if (payload) input[payload.name] = readBody(payload.shape, request.body, xml);
  else if (hasBodyMembers && request.body.length > 0) {
    const body = readBody(operation.input, request.body, xml) as Record<string, unknown>;
    for (const [name, value] of Object.entries(body)) input[name] ??= value;
  }
  for (const name of Object.keys(input)) if (input[name] === undefined) delete input[name];
  return input;
}

export interface RestAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

function isBodyMember(member: Member): boolean {
  return !member.header && !member.headerPrefix && !member.responseCode;
}

/** Writes an answer: header members, the status member, and the payload or the remaining members as body. */
export function toRest(
  operation: OperationShape,
  output: Record<string, unknown>,
  write: { xml?: XmlWriter; listOffset: ListOffset; namespace: string },
): RestAnswer {
  const headers: Record<string, string> = {};
  let status = operation.http?.status ?? 200;
  for (const member of operation.output.members) {
    const value = output[member.name];
    if (value === undefined) continue;
    if (member.header) {
      headers[member.header] =
        member.shape.kind === 'timestamp'
          ? writeTimestamp(value, member.shape.format ?? 'http-date')
          : String(value);
    } else if (member.responseCode) status = Number(value);
  }
  const payload = operation.output.members.find((member) => member.payload);
  const contentType = write.xml ? 'application/xml' : 'application/json';
  if (payload) {
    const value = output[payload.name];
    if (value === undefined) return { status, headers, body: '' };
    if (payload.shape.kind === 'string' || payload.shape.kind === 'blob') {
      return { status, headers, body: String(value) };
    }
    headers['content-type'] = contentType;
    if (!write.xml)
      return { status, headers, body: JSON.stringify(toJson(payload.shape, value, write.listOffset)) };
    const shapeName =
      payload.shape.kind === 'structure' ? (payload.shape.xmlName ?? payload.shape.name) : payload.name;
    return {
      status,
      headers,
      body: `${xmlHead}${write.xml.element(payload.xmlName ?? shapeName, payload.shape, value, { uri: write.namespace })}`,
    };
  }
  const members = operation.output.members.filter(isBodyMember);
  if (members.length === 0) return { status, headers, body: '' };
  headers['content-type'] = contentType;
  const body = { ...operation.output, members };
  if (!write.xml) return { status, headers, body: JSON.stringify(toJson(body, output, write.listOffset)) };
  const root = operation.output.xmlName ?? operation.output.name;
  return {
    status,
    headers,
    body: `${xmlHead}${write.xml.element(root, body, output, { uri: write.namespace })}`,
  };
}

const xmlHead = '<?xml version="1.0" encoding="UTF-8"?>\n';
