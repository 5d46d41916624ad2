import { readBoolean, readTimestamp } from './scalars.ts';
import type { Member, Shape } from './shape.ts';

interface Node {
  value: string | undefined;
  children: Map<string, Node>;
}

function createNode(): Node {
  return { value: undefined, children: new Map() };
}

/** Parameters such as `Filter.1.Value.2=x` as a tree along the dots. */
function treeOf(parameters: URLSearchParams): Node {
  const root = createNode();
  for (const [path, value] of parameters) {
    let node = root;
    for (const step of path.split('.')) {
      let child = node.children.get(step);
      if (!child) {
        child = createNode();
        node.children.set(step, child);
      }
      node = child;
    }
    node.value = value;
  }
  return root;
}

function numbered(node: Node): Node[] {
  return [...node.children]
    .filter(([step]) => /^\d+$/.test(step))
    .sort(([left], [right]) => Number(left) - Number(right))
    .map(([, child]) => child);
}

function parameterName(member: Member, ec2: boolean): string {
  if (!ec2) return member.xmlName ?? member.name;
  if (member.ec2QueryName) return member.ec2QueryName;
  const name = member.xmlName ?? member.name;
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function read(shape: Shape, node: Node, ec2: boolean, flattened: boolean): unknown {
  if (shape.kind === 'structure') {
    const value: Record<string, unknown> = {};
    for (const member of shape.members) {
      const child = node.children.get(parameterName(member, ec2));
      if (child) value[member.name] = read(member.shape, child, ec2, member.flattened);
    }
    return value;
  }
  if (shape.kind === 'list') {
    const source = ec2 || flattened ? node : node.children.get(shape.itemName ?? 'member');
    return source ? numbered(source).map((child) => read(shape.member, child, ec2, false)) : [];
  }
  if (shape.kind === 'map') {
    const source = flattened ? node : node.children.get('entry');
    const value: Record<string, unknown> = {};
    for (const child of source ? numbered(source) : []) {
      const key = child.children.get(shape.keyName)?.value;
      const content = child.children.get(shape.valueName);
      if (key !== undefined && content) value[key] = read(shape.value, content, ec2, false);
    }
    return value;
  }
  if (shape.kind === 'number') return Number(node.value);
  if (shape.kind === 'boolean') return readBoolean(node.value);
  if (shape.kind === 'timestamp') return readTimestamp(node.value);
  if (shape.kind === 'blob') return Buffer.from(node.value ?? '', 'base64');
  return node.value;
}

/** Reads an awsQuery or ec2Query form into the operation's input. */
export function fromQuery(shape: Shape, parameters: URLSearchParams, ec2: boolean): Record<string, unknown> {
  return read(shape, treeOf(parameters), ec2, false) as Record<string, unknown>;
}
