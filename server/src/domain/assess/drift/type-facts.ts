import type { SchemaFacts } from '../../../plugin-kit/schema-facts.ts';
import { compileFacts, type Place } from './facts.ts';
import type { Segment } from './path.ts';

const compiledByType = new Map<string, Place>();
const compiledBySchema = new WeakMap<SchemaFacts, Map<string, Place>>();

/** The compiled facts of a type, with those of a schema added. Cached per type and per schema object. */
export function factsFor(type: string, schema: SchemaFacts | undefined): Place {
  if (schema === undefined) {
    let place = compiledByType.get(type);
    if (place === undefined) {
      place = compileFacts(knownFacts(type));
      compiledByType.set(type, place);
    }
    return place;
  }
  let byType = compiledBySchema.get(schema);
  if (byType === undefined) {
    byType = new Map();
    compiledBySchema.set(schema, byType);
  }
  let place = byType.get(type);
  if (place === undefined) {
    place = compileFacts([...knownFacts(type), schema]);
    byType.set(type, place);
  }
  return place;
}

function knownFacts(type: string): SchemaFacts[] {
  return type === '' ? [] : [];
}

const policyLists = new Set([
  'Statement',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'AWS',
  'Service',
  'Federated',
  'CanonicalUser',
]);

/** Lists that are sets in every type of the vendor: tags and the lists of policies. */
export function isKnownSet(path: readonly Segment[]): boolean {
  const last = path.at(-1);
  if (typeof last !== 'string') return false;
  if (/^(.*Tags?|TagList|TagSet)$/.test(last)) return true;
  return policyLists.has(last) && path.some((segment) => segment === 'Statement');
}
