import { describe, expect, it } from 'vitest';
import { frameworkProblems, strayControls } from '../../plugin-kit/conformance/framework-conformance.ts';
import { mappingRows } from '../../plugin-kit/define-framework.ts';
import { controls } from '../controls/controls.generated.ts';
import { checkFacts } from './checks.generated.ts';
import { frameworkOutlines, frameworksJudgedBy } from './index.ts';

const frameworks = frameworksJudgedBy(controls);
const requirementOf = (id: string, version: string, number: string) =>
  frameworks
    .find((framework) => framework.id === id && framework.version === version)
    ?.requirements.find((requirement) => requirement.id === number);

function recordedChecks(framework: string, requirement: string): Set<string> {
  const names = Object.entries(checkFacts.frameworks[framework] ?? {}).flatMap(([provider, requirements]) =>
    (requirements[requirement] ?? []).map((place) => `prowler:${checkFacts.checks[provider]?.[place]}`),
  );
  return new Set(names);
}

describe('the registry of frameworks', () => {
  it('has no version of a framework twice', () => {
    const names = frameworkOutlines.map(({ id, version }) => `${id} ${version}`);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  for (const framework of frameworkOutlines) {
    it(`${framework.id} ${framework.version} is declared in full`, () => {
      expect(frameworkProblems(framework, controls)).toEqual([]);
    });
  }

  it('leaves out only what the recorded facts name', () => {
    const idle = frameworkOutlines.flatMap(({ id, version, requirements }) =>
      requirements.flatMap(({ id: number, not = {} }) => {
        const named = recordedChecks(`${id} ${version}`, number);
        return Object.keys(not)
          .filter((name) => name.startsWith('prowler:') && !named.has(name))
          .map((name) => `${id} ${version} ${number}: ${name}`);
      }),
    );
    // A recommendation of several versions is corrected for all, though not each record has the mistake.
    expect(idle.filter((line) => !line.startsWith('cis-'))).toEqual([]);
  });

  it('judges a requirement by the controls that are equivalent to its recorded checks', () => {
    expect(requirementOf('cis-aws', '5.0', '3.1')?.controls).toContain('aws-cloudtrail-multi-region-trail');
    expect(requirementOf('cis-aws', '2.0', '2.1.4')?.controls).toContain(
      'aws-s3-bucket-public-access-blocked',
    );
  });

  it('counts on every control that does not say why it is in none', () => {
    expect(strayControls(frameworks, controls)).toEqual([]);
  });

  it('names the controls that no framework counts on and that do not say why', () => {
    const control = (id: string, more = {}) => ({
      id,
      equivalents: [],
      resource: { provider: 'aws' },
      ...more,
    });
    const withoutFramework = 'It is about costs.';
    expect(
      strayControls(frameworks, [
        control('aws-cloudtrail-multi-region-trail'),
        control('aws-x-stray'),
        control('aws-x-explained', { withoutFramework }),
        control('aws-kms-key-rotated', { withoutFramework }),
      ]).map((problem) => problem.split(' ')[0]),
    ).toEqual(['aws-x-stray', 'aws-kms-key-rotated']);
  });

  it('publishes the mapping as one row per requirement', () => {
    const rows = mappingRows(frameworks);
    expect(rows).toHaveLength(frameworks.reduce((sum, { requirements }) => sum + requirements.length, 0));
    expect(rows.find(({ version, requirement }) => version === '5.0' && requirement === '1.1')).toMatchObject(
      {
        framework: 'cis-aws',
        title: 'Contact details of the account are current',
        manual: expect.stringContaining('tried'),
      },
    );
  });
});
