import { writeBlob, writeTimestamp } from './scalars.ts';
import type { Member, Shape, StructureShape } from './shape.ts';

/** Gives the start offset of a list whose order the service does not promise; 0 keeps the order. */
export type ListOffset = (listName: string, length: number) => number;

const needsEscape = /[&<>"]/;

function escapeXml(value: string): string {
  if (!needsEscape.test(value)) return value;
  return value.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

function scalar(shape: Shape, value: unknown): string {
  if (shape.kind === 'timestamp') return writeTimestamp(value, shape.format ?? 'date-time');
  if (shape.kind === 'blob') return writeBlob(value);
  return escapeXml(String(value));
}

function elementName(member: Member): string {
  return member.xmlName ?? member.name;
}

function openTag(name: string, shape: Shape, value: unknown, namespace: Member['namespace']): string {
  let tag = `<${name}`;
  if (namespace) tag += ` xmlns${namespace.prefix ? `:${namespace.prefix}` : ''}="${namespace.uri}"`;
  if (shape.kind === 'structure') {
    for (const member of shape.members) {
      if (!member.attribute) continue;
      const content = (value as Record<string, unknown>)[member.name];
      if (content !== undefined) tag += ` ${elementName(member)}="${escapeXml(String(content))}"`;
    }
  }
  return `${tag}>`;
}

/** Writes values as XML elements, as awsQuery, ec2Query and restXml have them. */
export function createXmlWriter(listOffset: ListOffset) {
  function element(name: string, shape: Shape, value: unknown, namespace?: Member['namespace']): string {
    return `${openTag(name, shape, value, namespace)}${content(shape, value)}</${name}>`;
  }

  function items(shape: Extract<Shape, { kind: 'list' }>, value: readonly unknown[], name: string): string {
    const length = value.length;
    const start = length > 1 ? listOffset(shape.name, length) : 0;
    let written = '';
    for (let index = 0; index < length; index += 1) {
      written += element(name, shape.member, value[(index + start) % length]);
    }
    return written;
  }

  function entries(shape: Extract<Shape, { kind: 'map' }>, value: Record<string, unknown>, name: string) {
    let written = '';
    for (const [key, entry] of Object.entries(value)) {
      if (entry === undefined) continue;
      written += `<${name}>${element(shape.keyName, shape.key, key)}${element(shape.valueName, shape.value, entry)}</${name}>`;
    }
    return written;
  }

  function member(one: Member, value: unknown): string {
    if (value === undefined || value === null || one.attribute) return '';
    const name = elementName(one);
    if (one.flattened && one.shape.kind === 'list') return items(one.shape, value as unknown[], name);
    if (one.flattened && one.shape.kind === 'map') {
      return entries(one.shape, value as Record<string, unknown>, name);
    }
    return element(name, one.shape, value, one.namespace);
  }

  function content(shape: Shape, value: unknown): string {
    if (shape.kind === 'structure') return members(shape, value as Record<string, unknown>);
    if (shape.kind === 'list') return items(shape, value as unknown[], shape.itemName ?? 'member');
    if (shape.kind === 'map') return entries(shape, value as Record<string, unknown>, 'entry');
    return scalar(shape, value);
  }

  function members(shape: StructureShape, value: Record<string, unknown>): string {
    let written = '';
    for (const one of shape.members) written += member(one, value[one.name]);
    return written;
  }

  return { element, member, members };
}

export type XmlWriter = ReturnType<typeof createXmlWriter>;
export { escapeXml };
