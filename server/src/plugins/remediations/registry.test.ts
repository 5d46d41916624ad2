import { describe, expect, it } from 'vitest';
import { remediationProblems } from '../../plugin-kit/conformance/remediation-conformance.ts';
import { controls } from '../controls/controls.generated.ts';
import { remediations } from './remediations.generated.ts';

const judged = new Map(controls.map(({ id, resource }) => [id, resource.type]));

describe('the registry of remediations', () => {
  it('has no id twice', () => {
    const ids = remediations.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  for (const remediation of remediations) {
    it(`${remediation.id} is declared in full`, () => {
      expect(remediationProblems(remediation, { controls: judged })).toEqual([]);
    });
  }
});
