import { describe, expect, it } from 'vitest';
import { coverageOf } from '../../plugin-kit/framework-coverage.ts';
import { controls } from '../controls/controls.generated.ts';
import { declinedChecks } from './declined-checks.ts';
import { frameworkCoverage, frameworksJudgedBy } from './index.ts';

const frameworks = frameworksJudgedBy(controls);
const equivalents = new Set(controls.flatMap((control) => control.equivalents));
const cisAws = frameworks.filter(({ id }) => id === 'cis-aws');

describe('what of the CIS benchmark for AWS is judged', () => {
  for (const framework of cisAws) {
    const rows = frameworkCoverage(framework, controls);

    it(`${framework.version}: every recommendation that others automate is automated, or says why not`, () => {
      expect(rows.flatMap(({ uncovered }) => uncovered)).toEqual([]);
    });

    it(`${framework.version}: every recommendation has controls or says why a person must look`, () => {
      const bare = rows.filter(({ coverage }) => coverage === 'not_automated' || coverage === 'open');
      expect(bare.map(({ requirement }) => requirement.id)).toEqual([]);
    });
  }

  it('gives reasons only for checks that no control takes on', () => {
    expect(Object.keys(declinedChecks).filter((check) => equivalents.has(`prowler:${check}`))).toEqual([]);
  });
});

describe('coverage', () => {
  const facts = {
    checks: { aws: ['one', 'two'] },
    frameworks: { 'f 1': { aws: { a: [0], b: [0, 1], c: [1] } } },
  };
  const requirement = (id: string, more: object) => ({ id, title: id, category: 'x', controls: [], ...more });
  const framework = {
    id: 'f',
    version: '1',
    title: 'F',
    publisher: 'P',
    provider: 'aws' as const,
    description: 'D',
    url: 'https://example.com',
    categories: [{ id: 'x', title: 'X' }],
    requirements: [
      requirement('a', { controls: ['aws-x-y'] }),
      requirement('b', { controls: ['aws-x-y'], manual: 'A part of it needs a person.' }),
      requirement('c', { manual: 'It needs a person.' }),
      requirement('d', { manual: 'It needs a person.' }),
      requirement('e', {}),
    ],
  };
  const told = (declined: Record<string, string>) =>
    coverageOf(framework, framework, facts, new Set(['prowler:one']), declined).map(
      ({ requirement: { id }, coverage, uncovered }) => [id, coverage, uncovered],
    );

  it('tells what controls judge, what people judge, and what others can judge though we do not', () => {
    expect(told({})).toEqual([
      ['a', 'automated', []],
      ['b', 'partly', ['two']],
      ['c', 'open', ['two']],
      ['d', 'manual', []],
      ['e', 'not_automated', []],
    ]);
  });

  it('does not count a check that was declined for a reason', () => {
    expect(told({ two: 'nobody can judge it' })).toContainEqual(['c', 'manual', []]);
  });
});
