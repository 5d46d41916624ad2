import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SignedIn, startSignedIn } from './signed-in.ts';

type Row = { id: number; rule_id: string; type: string; estimated_savings: number | null };

let cli: SignedIn;

beforeAll(async () => {
  cli = await startSignedIn();
});
afterAll(async () => await cli?.stop());

const rows = (...parameters: string[]): Promise<Row[]> =>
  cli.json<Row[]>('rec', 'list', '--all', ...parameters);

describe('recommendations from the command line', () => {
  it('are there after the first sync, of what configurations show by themselves', async () => {
    let made: Row[] = [];
    for (let tries = 0; tries < 300 && made.length === 0; tries += 1) {
      made = await rows('--type', 'cost');
      if (made.length === 0) await new Promise((wait) => setTimeout(wait, 100));
    }
    expect(made.length).toBeGreaterThan(0);
    expect(made[0]).toHaveProperty('estimated_savings');
    const savings = await cli.json<{ recommendations: number }>('rec', 'savings');
    expect(savings.recommendations).toBeGreaterThan(0);
    expect((await cli.fine('rec', 'savings')).stdout).toContain('Without a figure');
  });

  it('are made of what a check found, shown with their commands, and applied', async () => {
    await cli.fine('compliance', 'enable', 'cis-aws');
    await cli.fine('compliance', 'assess');
    const made = await cli.fine('rec', 'generate', '--control', 'aws-s3-bucket-tls-only');
    expect(made.stdout).toContain('plain HTTP');
    const [fleet] = await rows('--control', 'aws-s3-bucket-tls-only');
    const shown = await cli.fine('rec', 'get', String(fleet?.id));
    expect(shown.stdout).toContain('aws s3api');
    expect(shown.stdout).toContain('Also changes');
    expect(await cli.json('rec', 'apply', String(fleet?.id), '--note', 'by hand')).toMatchObject({
      status: 'applied',
      status_note: 'by hand',
    });
  });

  it('are dismissed with a reason only', async () => {
    const [any] = await rows();
    expect((await cli.cli(['rec', 'dismiss', String(any?.id)])).stderr).toContain('--reason');
    const reason = ['--reason', 'a test account'];
    expect((await cli.fine('rec', 'dismiss', String(any?.id), ...reason)).stderr).toContain('dismissed');
    expect((await cli.cli(['rec', 'generate'])).stderr).toContain('exactly one');
  });
});
