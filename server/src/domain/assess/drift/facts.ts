import type { Json } from '../../../core/json.ts';
import type { SchemaFacts } from '../../../plugin-kit/schema-facts.ts';
import type { Segment } from './path.ts';

/** What is known about one place in the model of a type. Places are shared by all members of an array. */
export type Place = {
  children: Map<string, Place>;
  readOnly: boolean;
  writeOnly: boolean;
  createOnly: boolean;
  volatile: boolean;
  /** The order of the members of this array has no meaning. */
  unordered: boolean;
  freeForm: boolean;
  /** The value that means the same as no value at all, when the vendor documents one. */
  defaults: Json[];
  identity: string[] | undefined;
};

function newPlace(): Place {
  return {
    children: new Map(),
    readOnly: false,
    writeOnly: false,
    createOnly: false,
    volatile: false,
    unordered: false,
    freeForm: false,
    defaults: [],
    identity: undefined,
  };
}

/** Compiles facts of several sources into one tree; later sources add to earlier ones. */
export function compileFacts(sources: readonly SchemaFacts[]): Place {
  const root = newPlace();
  const at = (path: string): Place => {
    let place = root;
    for (const step of path.split('.')) {
      let child = place.children.get(step);
      if (child === undefined) {
        child = newPlace();
        place.children.set(step, child);
      }
      place = child;
    }
    return place;
  };
  for (const facts of sources) {
    for (const path of facts.readOnlyPaths ?? []) at(path).readOnly = true;
    for (const path of facts.writeOnlyPaths ?? []) at(path).writeOnly = true;
    for (const path of facts.createOnlyPaths ?? []) at(path).createOnly = true;
    for (const path of facts.volatilePaths ?? []) at(path).volatile = true;
    for (const path of facts.unorderedScalarPaths ?? []) at(path).unordered = true;
    for (const path of facts.unorderedObjectArrayPaths ?? []) at(path).unordered = true;
    for (const path of facts.freeFormMapPaths ?? []) at(path).freeForm = true;
    for (const [path, value] of Object.entries(facts.defaultPaths ?? {})) at(path).defaults.push(value);
    for (const [path, key] of Object.entries(facts.identityKeys ?? {})) {
      at(path).identity = typeof key === 'string' ? [key] : key;
    }
  }
  return root;
}

/** The place of a path, and the nearest ancestor (or itself) that the vendor fills in. */
export function placeOf(
  root: Place,
  path: readonly Segment[],
): {
  place: Place | undefined;
  parentPlace: Place | undefined;
  readOnlyDepth: number;
  writeOnlyDepth: number;
  volatileDepth: number;
} {
  let place: Place | undefined = root;
  let parentPlace: Place | undefined;
  let readOnlyDepth = -1;
  let writeOnlyDepth = -1;
  let volatileDepth = -1;
  for (let depth = 0; depth < path.length && place !== undefined; depth++) {
    const segment = path[depth];
    if (depth === path.length - 1) parentPlace = place;
    place =
      typeof segment === 'string'
        ? (place.children.get(segment) ?? place.children.get('*'))
        : place.children.get('*');
    if (place?.readOnly && readOnlyDepth < 0) readOnlyDepth = depth + 1;
    if (place?.writeOnly && writeOnlyDepth < 0) writeOnlyDepth = depth + 1;
    if (place?.volatile && volatileDepth < 0) volatileDepth = depth + 1;
  }
  return { place, parentPlace, readOnlyDepth, writeOnlyDepth, volatileDepth };
}
