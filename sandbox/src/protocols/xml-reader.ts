import { parseXML } from '@aws-sdk/xml-builder';
import { readBoolean, readTimestamp } from './scalars.ts';
import type { Shape } from './shape.ts';

function asArray(value: unknown): unknown[] {
  if (value === undefined || value === '') return [];
  return Array.isArray(value) ? value : [value];
}

function textOf(value: unknown): string {
  if (typeof value === 'object' && value !== null)
    return String((value as Record<string, unknown>)['#text'] ?? '');
  return String(value);
}

function read(shape: Shape, value: unknown, flattened: boolean): unknown {
  if (shape.kind === 'structure') {
    const source = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
    const result: Record<string, unknown> = {};
    for (const member of shape.members) {
      const content = source[member.xmlName ?? member.name];
      if (content !== undefined) result[member.name] = read(member.shape, content, member.flattened);
    }
    return result;
  }
  if (shape.kind === 'list') {
    const source = flattened ? value : (value as Record<string, unknown>)[shape.itemName ?? 'member'];
    return asArray(source).map((item) => read(shape.member, item, false));
  }
  if (shape.kind === 'number') return Number(textOf(value));
  if (shape.kind === 'boolean') return readBoolean(textOf(value));
  if (shape.kind === 'timestamp') return readTimestamp(textOf(value));
  return textOf(value);
}

/** Reads an XML request body into the operation's input; the name of the root element is of no meaning. */
export function fromXml(shape: Shape, body: string): unknown {
  const [root] = Object.values(parseXML(body) as Record<string, unknown>);
  return read(shape, root, false);
}
