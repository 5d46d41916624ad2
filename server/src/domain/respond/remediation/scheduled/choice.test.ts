import { describe, expect, it } from 'vitest';
import type { AnyRemediation } from '../../../../plugin-kit/define-remediation.ts';
import type { RemediationSettings } from '../settings.ts';
import { chooseKind, kindProblem, leftSentence } from './choice.ts';

const settings: RemediationSettings = {
  requireApproval: true,
  autoExecute: true,
  rollbackWindowMinutes: 30,
  maximumOpen: 25,
  overrides: { off: { enabled: false } },
};
const kind = (id: string, rest: Partial<AnyRemediation> = {}): AnyRemediation =>
  ({ id, risk: 'low', irreversible: null, ...rest }) as AnyRemediation;
const low = kind('low');
const other = kind('other');
const high = kind('high', { risk: 'high' });
const final = kind('final', { irreversible: 'it is gone' });
const off = kind('off');
const problem = (each: AnyRemediation) => kindProblem(each, [], settings);

describe('a scheduled run', () => {
  it('takes by itself what has a low or medium risk and can be taken back, and by name what was named', () => {
    expect([low, high, final, off].map(problem)).toEqual([null, 'high_risk', 'irreversible', 'switched_off']);
    expect(
      [low, high, final, off].map((each) => kindProblem(each, ['high', 'final', 'off'], settings)),
    ).toEqual(['no_remediation', null, null, 'switched_off']);
  });

  it('takes the change that helps most, and the only one that it may take', () => {
    expect(chooseKind({ fitting: [low, other], clear: low }, problem)).toEqual({ kind: low });
    expect(chooseKind({ fitting: [high, low], clear: high }, problem)).toEqual({ kind: low });
  });

  it('leaves to people what nothing fits, what it may not take, and what they have to choose', () => {
    expect(chooseKind({ fitting: [], clear: undefined }, problem)).toEqual({ left: 'no_remediation' });
    expect(chooseKind({ fitting: [final], clear: final }, problem)).toEqual({ left: 'irreversible' });
    expect(chooseKind({ fitting: [low, other], clear: undefined }, problem)).toEqual({
      left: 'several_fit',
      detail: 'low, other',
    });
  });

  it('says how many it left, and why', () => {
    expect(
      leftSentence(
        new Map([
          ['limit', 2],
          ['no_write_access', 1],
        ] as const),
      ),
    ).toBe('2 beyond the limit of a run, 1 without credentials for writing');
    expect(leftSentence(new Map())).toBe('');
  });
});
