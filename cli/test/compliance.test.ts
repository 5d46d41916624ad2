import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from './fake-terminal.ts';
import { type SignedIn, startSignedIn } from './signed-in.ts';

type Numbers = {
  id: number;
  passed: number;
  evaluated: number;
  total: number;
  failed: number;
  unknown: number;
};

let cli: SignedIn;
let folder: string;
let evidence: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'infraudit-compliance-'));
  evidence = join(folder, 'evidence.json');
  cli = await startSignedIn();
});
afterAll(async () => {
  await cli?.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('compliance from the command line', () => {
  it('enables a framework, waits for its first assessment, and shows the three numbers', async () => {
    const numbers = await cli.json<Numbers>('compliance', 'enable', 'cis-aws', '--framework-version', '5.0');
    expect(numbers.total).toBeGreaterThan(50);
    expect(numbers.evaluated).toBeGreaterThan(numbers.passed);
    const [latest] = await cli.json<{ enabled: boolean; latest: Numbers }[]>(
      'compliance',
      'frameworks',
      '--enabled',
    );
    expect(latest?.latest).toMatchObject({ passed: numbers.passed, evaluated: numbers.evaluated });
    const shown = await cli.fine('compliance', 'overview');
    expect(shown.stdout).toContain(`${numbers.passed} / ${numbers.evaluated} / ${numbers.total}`);
  });

  it('says requirement by requirement what fails, and which resources', async () => {
    const rows = await cli.json<{ status: string; requirement_id: string }[]>(
      ...['compliance', 'results', '--framework', 'cis-aws', '--status', 'fail', '--all'],
    );
    expect(rows.length).toBeGreaterThan(3);
    expect(new Set(rows.map(({ status }) => status))).toEqual(new Set(['fail']));
    const failing = await cli.json<{ control_id: string }[]>('compliance', 'failing-controls', '--all');
    expect(failing.length).toBeGreaterThanOrEqual(rows.length / 2);
    const preflight = await cli.fine('compliance', 'preflight', 'cis-aws');
    expect(preflight.stdout + preflight.stderr).toContain('Every control of it can be judged.');
  });

  it('assesses again on demand, and as of a past moment only when there are facts of it', async () => {
    const before = await cli.json<Numbers[]>('compliance', 'assessments');
    const again = await cli.json<Numbers>('compliance', 'assess', '--framework', 'cis-aws');
    expect(again.id).toBeGreaterThan(before[0]?.id ?? 0);
    expect(again.passed).toBe(before[0]?.passed);
    const said = await cli.refused('compliance', 'assess', '--as-of', '2001-01-01');
    expect(said).toMatch(/since|before/);
  });

  it('exports a PDF into a file, never to a terminal, and the other formats to a pipe', async () => {
    const asked = ['compliance', 'export', '--framework', 'cis-aws'];
    const pdf = join(folder, 'assessment.pdf');
    await cli.fine(...asked, '--file', pdf);
    expect(readFileSync(pdf).subarray(0, 5).toString()).toBe('%PDF-');
    const shown = await cli.cli(asked, { columns: 80 });
    expect([shown.code, shown.stdout]).toEqual([1, '']);
    expect(shown.stderr).toContain('--file assessment.pdf');
    const [newest] = await cli.json<Numbers[]>('compliance', 'assessments');
    const sarif = JSON.parse((await cli.fine(...asked, '--format', 'sarif')).stdout);
    expect(sarif.runs[0].properties).toMatchObject({ passed: newest?.passed, total: newest?.total });
    const junit = (await cli.fine(...asked, '--format', 'junit')).stdout;
    expect(junit).toMatch(/^<\?xml/);
    expect(junit.trimEnd()).toMatch(/<\/testsuites>$/);
  });

  it('exports evidence that is judged again when the server is gone', async () => {
    const asked = ['compliance', 'export', '--framework', 'cis-aws'];
    await cli.fine(...asked, '--format', 'json', '--file', evidence);
    const [newest] = await cli.json<Numbers[]>('compliance', 'assessments');
    await cli.stop();
    const check = await runCli(['compliance', 'verify', evidence, '-o', 'json'], {
      environment: { HOME: '/nowhere' },
    });
    expect(check.code).toBe(0);
    expect(JSON.parse(check.stdout)).toMatchObject({
      same: true,
      intact: true,
      numbers: { passed: newest?.passed, evaluated: newest?.evaluated, total: newest?.total },
      differences: [],
    });
  });

  it('finds one changed byte in the evidence', async () => {
    const bytes = readFileSync(evidence);
    const place = bytes.indexOf('"BlockPublicAcls":true');
    expect(place).toBeGreaterThan(0);
    bytes[place + 3] = (bytes[place + 3] ?? 0) ^ 1;
    writeFileSync(evidence, bytes);
    const check = await runCli(['compliance', 'verify', evidence], { environment: { HOME: '/nowhere' } });
    expect(check.code).toBe(1);
    expect(check.stdout).toContain('not intact');
    expect(check.stdout).toContain('a byte was changed');
  });
});
