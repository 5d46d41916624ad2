import { readTimestamp, writeBlob, writeTimestamp } from './scalars.ts';
import type { Shape } from './shape.ts';
import type { ListOffset } from './xml-writer.ts';

/** Turns a handler's plain answer into the JSON value of the wire: epoch seconds, base64, `jsonName`. */
export function toJson(shape: Shape, value: unknown, listOffset: ListOffset): unknown {
  if (value === undefined || value === null) return value;
  if (shape.kind === 'structure') {
    const source = value as Record<string, unknown>;
    const written: Record<string, unknown> = {};
    for (const member of shape.members) {
      const content = source[member.name];
      if (content === undefined || content === null) continue;
      written[member.jsonName ?? member.name] = toJson(member.shape, content, listOffset);
    }
    return written;
  }
  if (shape.kind === 'list') {
    const source = value as unknown[];
    const length = source.length;
    const start = length > 1 ? listOffset(shape.name, length) : 0;
    return source.map((_, index) => toJson(shape.member, source[(index + start) % length], listOffset));
  }
  if (shape.kind === 'map') {
    return Object.fromEntries(
      Object.entries(value as Record<string, unknown>)
        .filter(([, content]) => content !== undefined)
        .map(([key, content]) => [key, toJson(shape.value, content, listOffset)]),
    );
  }
  if (shape.kind === 'timestamp') {
    const format = shape.format ?? 'epoch-seconds';
    const content = writeTimestamp(value, format);
    return format === 'epoch-seconds' ? Number(content) : content;
  }
  return shape.kind === 'blob' ? writeBlob(value) : value;
}

/** Reads a JSON request body into the operation's input, by the input's schema. */
export function fromJson(shape: Shape, value: unknown): unknown {
  if (value === undefined || value === null) return undefined;
  if (shape.kind === 'structure') {
    const source = value as Record<string, unknown>;
    const read: Record<string, unknown> = {};
    for (const member of shape.members) {
      const content = fromJson(member.shape, source[member.jsonName ?? member.name]);
      if (content !== undefined) read[member.name] = content;
    }
    return read;
  }
  if (shape.kind === 'list') {
    return Array.isArray(value) ? value.map((item) => fromJson(shape.member, item)) : [];
  }
  if (shape.kind === 'map') {
    return Object.fromEntries(
      Object.entries(value as Record<string, unknown>).map(([key, item]) => [
        key,
        fromJson(shape.value, item),
      ]),
    );
  }
  if (shape.kind === 'timestamp') return readTimestamp(value);
  return shape.kind === 'blob' ? Buffer.from(String(value), 'base64') : value;
}
