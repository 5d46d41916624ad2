import { describe, expect, it } from 'vitest';
import { controlProblems, exampleProblems } from '../../plugin-kit/conformance/control-conformance.ts';
import { controls } from './controls.generated.ts';
import { examplesOf } from './examples.generated.ts';

describe('the registry of controls', () => {
  it('has no id twice', () => {
    const ids = controls.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it('knows the examples of each', () => {
    expect(examplesOf).toHaveLength(controls.length);
  });

  for (const [index, control] of controls.entries()) {
    it(`${control.id} is declared in full`, () => {
      expect(controlProblems(control)).toEqual([]);
    });

    it(`${control.id} answers as its examples say`, async () => {
      const examples = await examplesOf[index]?.();
      expect(examples).toBeDefined();
      if (examples !== undefined) expect(exampleProblems(control, examples.examples)).toEqual([]);
    });
  }
});
