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

  it('gives every key of a type one meaning', () => {
    const meanings = new Map<string, unknown>();
    for (const { type, keys } of controls.flatMap(({ reads }) => Object.values(reads ?? {}))) {
      for (const [name, keysOf] of Object.entries(keys ?? {})) {
        const known = meanings.get(`${type} ${name}`) ?? keysOf;
        expect(known, `${type} by ${name}`).toBe(keysOf);
        meanings.set(`${type} ${name}`, keysOf);
      }
    }
    expect(meanings.size).toBeGreaterThan(30);
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
