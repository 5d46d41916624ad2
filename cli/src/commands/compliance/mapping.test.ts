import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { runCli } from '../../../test/fake-terminal.ts';

// A server that cannot be, to show that none is asked.
const offline = { environment: { HOME: tmpdir(), INFRAUDIT_SERVER_URL: 'nonsense' } };
const mapping = (...parameters: string[]) => runCli(['compliance', 'mapping', ...parameters], offline);
const cis = ['--framework', 'cis-aws', '--framework-version', '5.0'];

describe('infraudit compliance mapping', () => {
  it('prints a row per requirement for a program', async () => {
    const ran = await mapping(...cis, '-o', 'json');
    expect(ran.code).toBe(0);
    const rows: { requirement: string; controls: string[] }[] = JSON.parse(ran.stdout);
    expect(rows).toHaveLength(63);
    expect(rows.find(({ requirement }) => requirement === '3.1')).toEqual({
      framework: 'cis-aws',
      version: '5.0',
      requirement: '3.1',
      title: 'A trail records the API calls of all regions',
      controls: expect.arrayContaining(['aws-cloudtrail-multi-region-trail']),
      manual: expect.any(String),
    });
  });

  it('prints the same as CSV and YAML', async () => {
    expect((await mapping(...cis, '-o', 'csv')).stdout).toMatch(
      /^framework,version,requirement,title,controls,manual\ncis-aws,5\.0,1\.1,/,
    );
    expect((await mapping(...cis, '-o', 'yaml')).stdout).toMatch(
      /^- framework: cis-aws\n {2}version: "5\.0"\n/,
    );
  });

  it('shows a person who judges what', async () => {
    const ran = await mapping('--framework', 'hipaa', '--judged', 'people');
    expect(ran.stdout).toMatch(/^FRAMEWORK +VERSION +REQUIREMENT +TITLE +JUDGED BY\n/);
    expect(ran.stdout).toMatch(/^hipaa +2013 +164\.310\(a\)\(1\) .* people$/m);
    expect(ran.stderr).toMatch(/^\d+ requirements, 0 judged by controls$/m);
  });

  it('finds the requirements of a control in all frameworks', async () => {
    const ran = await mapping('--control', 'aws-cloudtrail-multi-region-trail', '-o', 'json');
    const rows: { framework: string }[] = JSON.parse(ran.stdout);
    expect(new Set(rows.map(({ framework }) => framework))).toContain('pci-dss');
  });

  it('names the frameworks and versions that there are', async () => {
    const wrong = await mapping('--framework', 'cis-azur');
    expect(wrong.code).toBe(1);
    expect(wrong.stderr).toContain('Take one of cis-aws, cis-azure,');
    const version = await mapping('--framework', 'cis-aws', '--framework-version', '9');
    expect(version.stderr).toContain('Take one of 2.0, 3.0, 4.0.1, 5.0.');
  });
});
