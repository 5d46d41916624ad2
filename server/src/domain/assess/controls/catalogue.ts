import type { VerdictStatus } from '../../../core/verdict.ts';
import { sha256Hex } from '../../../platform/hash.ts';
import type { AnyControl, KeysOf } from '../../../plugin-kit/define-control.ts';

/** How a verdict is written in a row of statuses. */
export const letterOf: Record<VerdictStatus, string> = {
  pass: 'p',
  fail: 'f',
  not_applicable: 'n',
  unknown: 'u',
};
const statusOfLetter = new Map<string, VerdictStatus>(
  Object.entries(letterOf).map(([status, letter]) => [letter, status as VerdictStatus]),
);

export function statusOf(letter: string): VerdictStatus {
  return statusOfLetter.get(letter) ?? 'unknown';
}

/** The controls that judge resources of one type. */
export type TypeCatalogue = {
  type: string;
  /** Sorted by id: their places are those of the letters in a row of statuses. */
  controls: readonly AnyControl[];
  /** Changes with every control that comes, goes or answers differently. */
  hash: string;
  /** Other types that one of the controls reads. */
  reads: ReadonlySet<string>;
};

export type Catalogue = {
  /** One control; several of one id where an organisation judges several types by one rule. */
  byId: ReadonlyMap<string, readonly AnyControl[]>;
  byType: ReadonlyMap<string, TypeCatalogue>;
};

export function catalogueOf(controls: readonly AnyControl[]): Catalogue {
  const sorted = controls.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const grouped = Map.groupBy(sorted, (control) => control.resource.type);
  return {
    byId: Map.groupBy(sorted, ({ id }) => id),
    byType: new Map([...grouped].map(([type, ofType]) => [type, typeCatalogue(type, ofType)])),
  };
}

function typeCatalogue(type: string, controls: readonly AnyControl[]): TypeCatalogue {
  const words = controls.map(({ id, version }) => `${id} ${version}`);
  return {
    type,
    controls,
    hash: sha256Hex([type, ...words].join('\n')),
    reads: new Set(controls.flatMap(readTypes)),
  };
}

/** By type: the keys by which controls of these catalogues look members up, with their names. */
export function keysOfReads(
  catalogues: readonly TypeCatalogue[],
): Map<string, (readonly [string, KeysOf])[]> {
  const found = new Map<string, Map<KeysOf, string>>();
  for (const control of catalogues.flatMap(({ controls }) => controls)) {
    for (const { type, keys } of Object.values(control.reads ?? {})) {
      const ofType = found.get(type) ?? new Map<KeysOf, string>();
      for (const [name, keysOf] of Object.entries(keys ?? {})) ofType.set(keysOf, name);
      found.set(type, ofType);
    }
  }
  return new Map(
    [...found].map(([type, ofType]) => [type, [...ofType].map(([keysOf, name]) => [name, keysOf] as const)]),
  );
}

/** Types besides its own that a control looks at. */
export function readTypes(control: AnyControl): string[] {
  return Object.values(control.reads ?? {}).map(({ type }) => type);
}
