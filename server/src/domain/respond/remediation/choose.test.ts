import { describe, expect, it } from 'vitest';
import type { AnyRemediation } from '../../../plugin-kit/define-remediation.ts';
import { remediations } from '../../../plugins/remediations/remediations.generated.ts';
import { likelyRemediation, ranked } from './findings.ts';

const kind = (id: string, risk: AnyRemediation['risk'], controls: string[]) => ({
  remediation: { id, risk, controls },
});

describe('of several kinds of change', () => {
  it.each([
    ['the one that ends most findings comes first, and is clear', ['wide', 'narrow'], 'wide', ['a', 'b']],
    [
      'the one with less risk comes first where they help as much, and none is clear',
      ['narrow', 'wide'],
      null,
      ['b'],
    ],
    ['the same holds where none helps', ['narrow', 'wide'], null, []],
  ])('%s', (_words, order, clear, failing) => {
    const kinds = [kind('wide', 'high', ['a', 'b']), kind('narrow', 'low', ['b'])];
    const found = ranked(kinds, (id) => failing.includes(id));
    expect(found.fitting.map(({ remediation }) => remediation.id)).toEqual(order);
    expect(found.clear?.remediation.id ?? null).toBe(clear);
  });

  it('the only one is clear', () => {
    expect(ranked([kind('one', 'high', [])], () => false).clear?.remediation.id).toBe('one');
  });
});

describe('the kind that is likely to put findings in order', () => {
  for (const { id, resource, controls } of remediations) {
    it.skipIf(controls.length === 0)(`of all that ${id} is for ends as much as it does`, () => {
      const found = likelyRemediation(remediations, {
        resourceType: resource.type,
        controlIds: controls,
        attribute: null,
      });
      const chosen = remediations.find((each) => each.id === found);
      expect(controls.filter((control) => !chosen?.controls.includes(control))).toEqual([]);
    });
  }

  it('is none where nothing changes such a thing', () => {
    expect(
      likelyRemediation(remediations, {
        resourceType: 's3_bucket',
        controlIds: ['no-such'],
        attribute: 'NoSuch',
      }),
    ).toBeNull();
  });
});
