import { describe, expect, it } from 'vitest';
import { recordedRows } from '../../../../tools/gen/framework-checks.ts';
import { frameworkOutlines } from './index.ts';

const recorded = recordedRows();

/** Numbers that the records lack though the standard has them. Everything else is a mistake of ours. */
const lacking: Readonly<Record<string, { numbers: readonly string[]; why: string }>> = {};

/** Where the record is the whole catalogue, ours has exactly its numbers. */
const wholeCatalogues = /^(cis-|iso-27001 )/;

describe.skipIf(recorded === undefined)('the catalogues beside the recorded ones', () => {
  for (const { id, version, requirements } of frameworkOutlines) {
    const name = `${id} ${version}`;
    const ours = new Set(requirements.map((requirement) => requirement.id));
    const rows = (recorded ?? []).filter(({ framework }) => framework === name);

    it(`${name} has every number that is recorded`, () => {
      expect(rows).not.toEqual([]);
      const missing = rows.filter(({ requirement }) => !ours.has(requirement));
      expect(missing.map(({ theirs, requirement }) => `${theirs} as ${requirement}`)).toEqual([]);
    });
  }
});
