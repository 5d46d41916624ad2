import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  nistControl,
  nistMoved,
  recordedRows,
  securityRule,
  trustCriterion,
  withoutCounter,
  withoutProcedure,
} from '../../../../tools/gen/framework-checks.ts';
import { frameworkOutlines } from './index.ts';

const nistFile = fileURLToPath(new URL('../../../../../shared/corpora/nist-800-53r5.json', import.meta.url));
const nist = existsSync(nistFile) ? nistControls(readFileSync(nistFile, 'utf8')) : undefined;
const recorded = recordedRows();
if (recorded === undefined || nist === undefined)
  process.stderr.write('The recorded catalogues are not at hand: frameworks are not compared with them.\n');

/** Our numbers that no record has, and why ours has them; all other numbers are recorded for some provider. */
const recordedInPart: Readonly<Record<string, string>> = {
  'hipaa 2013': 'the record has what checks can judge',
  'nist-800-53 5': 'the record has what checks can judge; the catalogue itself is compared below',
  'pci-dss 3.2.1': 'the record has what checks can judge',
  'pci-dss 4.0.1': 'the record has what checks can judge, one row per check',
  'soc2 2017': 'the record has what checks can judge',
};
/** Of a catalogue that is recorded whole: numbers that the record of one provider lacks, by what we know. */
const lackingInRecord: Readonly<Record<string, readonly string[]>> = { 'iso-27001 2022': ['A.8.28'] };

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

    if (recordedInPart[name] !== undefined) {
      it(`${name} has more: ${recordedInPart[name]}`, () => {
        expect(ours.size).toBeGreaterThan(new Set(rows.map(({ requirement }) => requirement)).size);
      });
      continue;
    }
    it(`${name} has no number more, apart from those that the record is known to lack`, () => {
      const theirs = new Set(rows.map(({ requirement }) => requirement));
      expect([...ours].filter((number) => !theirs.has(number))).toEqual(lackingInRecord[name] ?? []);
      if (id.startsWith('cis-')) expect(requirements).toHaveLength(rows.length);
    });
  }
});

describe.skipIf(nist === undefined)('NIST SP 800-53 beside the published catalogue', () => {
  const ours = frameworkOutlines.find(({ id }) => id === 'nist-800-53')?.requirements ?? [];

  it('has exactly its controls and enhancements, with their families and baselines', () => {
    expect(ours.map(({ id, category, levels }) => ({ id, category, levels })).sort(byId)).toEqual(
      nist?.toSorted(byId),
    );
  });
});

describe('recorded numbers as the standards write them', () => {
  it.each([
    [trustCriterion, 'cc_1_3', 'CC1.3'],
    [trustCriterion, 'cc_a_1_1', 'A1.1'],
    [trustCriterion, 'cc_c_1_2', 'C1.2'],
    [trustCriterion, 'pi_1_5', 'PI1.5'],
    [securityRule, '164_308_a_1_ii_a', '164.308(a)(1)(ii)(A)'],
    [securityRule, '164_312_e_2_ii', '164.312(e)(2)(ii)'],
    [securityRule, '164_312_b', '164.312(b)'],
    [withoutProcedure, '1.1.4.c', '1.1.4'],
    [withoutProcedure, '2.2.a', '2.2'],
    [withoutProcedure, '10.2.5', '10.2.5'],
    [withoutCounter, '1.2.5.17', '1.2.5'],
    [withoutCounter, '3.5.1.1.2', '3.5.1.1'],
    [withoutCounter, 'A1.1.2.3', 'A1.1.2'],
    [nistControl, 'ac_2_1', 'AC-2(1)'],
    [nistControl, 'ac_2_d_1', 'AC-2'],
    [nistControl, 'ac_3_3_b_3', 'AC-3(3)'],
    [nistControl, 'ac_3_1', 'AC-6'],
  ])('%o reads %s as %s', (read, theirs, ours) => {
    expect(read(theirs)).toBe(ours);
  });

  it('moves only numbers that the revision does not have', () => {
    const numbers = new Set(
      frameworkOutlines.find(({ id }) => id === 'nist-800-53')?.requirements.map(({ id }) => id),
    );
    expect(Object.keys(nistMoved).filter((number) => numbers.has(number))).toEqual([]);
    expect(Object.values(nistMoved).filter((number) => !numbers.has(number))).toEqual([]);
  });
});

type Numbered = { id: string; category: string; levels: readonly string[] };

function nistControls(text: string): Numbered[] {
  const { controls } = JSON.parse(text) as {
    controls: { label: string; family: string; withdrawn: boolean; baselines: string[] }[];
  };
  return controls
    .filter(({ withdrawn }) => !withdrawn)
    .map(({ label, family, baselines }) => ({
      id: label,
      category: family.toUpperCase(),
      levels: baselines,
    }));
}

function byId(a: { id: string }, b: { id: string }): number {
  return a.id < b.id ? -1 : 1;
}
