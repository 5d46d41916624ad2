import {
  type ChangeName,
  changeNames,
  plantedLines,
  plantedName,
  type Sandbox,
  startSandbox,
} from '@infraudit/sandbox';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { frameworks } from '../src/main/frameworks.ts';
import { describeOnEachEngine } from '../src/platform/db/testing.ts';
import { type Composed, composeForTests } from './composed.ts';

type Page<T> = { data: T[]; meta: { total: number } };
type Drift = {
  id: number;
  resource_name: string;
  resource_type: string;
  attribute: string;
  severity: string;
  drift_type: string;
  summary: string;
  status: string;
  resolution_reason: string | null;
  attribution: unknown;
};

type Result = {
  controls: {
    control_id: string;
    status: string;
    resources: { resource_name: string; status: string }[];
  }[];
};

const benchmark = { id: 'cis-aws', version: '5.0' };
const judging = new Set(
  frameworks
    .filter(({ id, version }) => id === benchmark.id && version === benchmark.version)
    .flatMap(({ requirements }) => requirements.flatMap((requirement) => requirement.controls)),
);

/** What the key of the account has for the controls of the benchmark: `control name`. */
function planted(changes: readonly ChangeName[] = []): string[] {
  return plantedLines(changes)
    .map((line) => line.split(' '))
    .filter(([control = '']) => judging.has(control))
    .map(([control, _region, ...name]) => `${control} ${name.join(' ')}`)
    .sort();
}

describeOnEachEngine('the main loop', (open) => {
  let sandbox: Sandbox;
  let app: Composed;
  let providerId: number;

  beforeAll(async () => {
    sandbox = await startSandbox();
    app = await composeForTests(await open());
  });
  afterAll(async () => {
    await app?.stop();
    await sandbox?.stop();
  });

  const sync = async () => {
    const { execution_id } = await app.call<{ execution_id: number }>('syncProvider', {
      params: { id: String(providerId) },
    });
    return await app.finished(execution_id);
  };
  const detect = async () => {
    const { execution_id } = await app.call<{ execution_id: number }>('detectDrift', { body: {} });
    return await app.finished(execution_id);
  };
  const openDrifts = async () =>
    (await app.call<Page<Drift>>('listDrifts', { query: { per_page: '100' } })).data;

  /** What the newest assessment says that fails, in the words of the key. */
  const failing = async (): Promise<string[]> => {
    const { data } = await app.call<Page<{ id: number }>>('listAssessments');
    const results = await app.call<Page<Result>>('listAssessmentResults', {
      params: { id: String(data[0]?.id) },
      query: { status: 'fail', per_page: '100' },
    });
    const pairs = results.data.flatMap(({ controls }) =>
      controls
        .filter(({ status }) => status === 'fail')
        .map(({ control_id, resources }) => ({ control_id, resources })),
    );
    // A control of several requirements is told with each of them.
    const byControl = new Map(pairs.map(({ control_id, resources }) => [control_id, resources]));
    return [...byControl]
      .flatMap(([control, resources]) =>
        resources
          .filter(({ status }) => status === 'fail')
          .map((resource) => `${control} ${plantedName(resource.resource_name)}`),
      )
      .sort();
  };
  const assess = async () => {
    const { execution_id } = await app.call<{ execution_id: number }>('assessCompliance', { body: {} });
    return await app.finished(execution_id);
  };

  it('refuses wrong keys and names the field', async () => {
    await expect(
      app.call('connectAws', {
        body: {
          name: 'Acme',
          accessKeyId: 'AKIAAAAAAAAAAAAAAAAA',
          secretAccessKey: 'x'.repeat(40),
          endpointUrl: sandbox.endpoint,
        },
      }),
    ).rejects.toMatchObject({ details: [{ path: 'accessKeyId' }] });
    expect(await app.call<{ data: unknown[] }>('listProviders')).toEqual({ data: [] });
  });

  it('connects an account, reads it whole and captures a baseline of everything', async () => {
    const provider = await app.call<{ id: number; running_execution_id: number }>('connectAws', {
      body: { name: 'Acme', ...sandbox.credentials, endpointUrl: sandbox.endpoint },
    });
    providerId = provider.id;
    const execution = await app.finished(provider.running_execution_id);
    expect(execution).toMatchObject({ status: 'succeeded', error: null });
    const coverage = await app.call<{ percent: number; gaps: unknown[] }>('getCoverage');
    expect(coverage.gaps).toEqual([]);
    expect(coverage.percent).toBe(100);
    const facets = await app.call<{ total: number }>('getResourceFacets');
    expect(facets.total).toBeGreaterThan(350);
    expect(execution.counts).toMatchObject({ created: facets.total, baselines_created: facets.total });
  });

  it('judges the account by the newest benchmark, and finds what was planted in it', async () => {
    const { execution_id } = await app.call<{ execution_id: number }>('enableFramework', {
      params: { id: benchmark.id },
      body: { version: benchmark.version },
    });
    expect(await app.finished(execution_id)).toMatchObject({ status: 'succeeded', error: null });
    expect(await failing()).toEqual(planted());
  });

  it('writes nothing for an unchanged account and finds no drift', async () => {
    const execution = await sync();
    expect(execution.status).toBe('succeeded');
    expect(execution.counts.created ?? 0).toBe(0);
    expect(execution.counts.updated ?? 0).toBe(0);
    expect((await detect()).status).toBe('succeeded');
    expect(await openDrifts()).toEqual([]);
  });

  it('finds exactly the seven changes, rated as the rules say, and who made them', async () => {
    sandbox.applyChanges();
    await sync();
    const execution = await detect();
    expect(execution).toMatchObject({ status: 'succeeded', counts: { opened: 7 } });
    const drifts = await openDrifts();
    expect(
      drifts.map((drift) => `${drift.severity} ${drift.drift_type} ${drift.resource_type}`).sort(),
    ).toEqual([
      'critical security iam_policy',
      'critical security s3_bucket',
      'high configuration cloudtrail_trail',
      'high configuration rds_instance',
      'high security security_group',
      'low configuration ebs_volume',
      'medium configuration ec2_instance',
    ]);
    expect(
      drifts.filter((drift) => (drift.attribution as { state: string } | null)?.state === 'known').length,
    ).toBeGreaterThan(4);
  });

  it('finds what the changes broke when it judges again', async () => {
    expect(await assess()).toMatchObject({ status: 'succeeded', error: null });
    expect(await failing()).toEqual(planted(changeNames));
    expect(planted(changeNames).length).toBeGreaterThan(planted().length);
  });

  it('finds the same seven again, not fourteen', async () => {
    await sync();
    expect((await detect()).counts).toMatchObject({ still_open: 7 });
    expect(await openDrifts()).toHaveLength(7);
  });

  it('resolves all seven when the changes are reverted', async () => {
    sandbox.revertChanges();
    await sync();
    expect((await detect()).counts).toMatchObject({ resolved: 7 });
    expect(await openDrifts()).toEqual([]);
    const resolved = await app.call<Page<Drift>>('listDrifts', { query: { status: 'resolved' } });
    expect(new Set(resolved.data.map((drift) => drift.resolution_reason))).toEqual(new Set(['reverted']));
    expect(await assess()).toMatchObject({ status: 'succeeded', error: null });
    expect(await failing()).toEqual(planted());
  });
});
