import { type Sandbox, startSandbox } from '@infraudit/sandbox';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { failingControlIds } from '../src/domain/assess/compliance/index.ts';
import { describeOnEachEngine } from '../src/platform/db/testing.ts';
import { type Composed, composeForTests } from './composed.ts';
import { type EventDelivery, eventDelivery } from './event-delivery.ts';

type Page<T> = { data: T[]; meta: { total: number } };
type Alert = {
  id: number;
  status: string;
  severity: string;
  source: { kind: string; key: string | null };
  resource: { id: number; name: string; type: string } | null;
  attribute: string | null;
  control_ids: string[];
  occurrences: number;
  mappings: { control_id: string; requirements: { framework_id: string }[] }[];
};

const frameworks = ['cis-aws', 'soc2', 'pci-dss', 'nist-800-53'];

describeOnEachEngine('findings of the account of the sandbox', (open) => {
  let sandbox: Sandbox;
  let app: Composed;
  let events: EventDelivery;
  let providerId: number;

  beforeAll(async () => {
    sandbox = await startSandbox();
    app = await composeForTests(await open());
    events = eventDelivery(app, app.tenant.scope, ['drift-alerts', 'compliance-alerts']);
    const { id, running_execution_id } = await app.call<{ id: number; running_execution_id: number }>(
      'connectAws',
      { body: { name: 'Acme', ...sandbox.credentials, endpointUrl: sandbox.endpoint } },
    );
    providerId = id;
    expect(await app.finished(running_execution_id)).toMatchObject({ status: 'succeeded' });
  });
  afterAll(async () => {
    await app?.stop();
    await sandbox?.stop();
  });

  const run = async (operation: string, input: object) => {
    const { execution_id } = await app.call<{ execution_id: number }>(operation, input);
    expect(await app.finished(execution_id)).toMatchObject({ status: 'succeeded' });
  };
  const look = async () => {
    await run('syncProvider', { params: { id: String(providerId) } });
    await run('detectDrift', { body: {} });
  };
  const alerts = async (query: object) =>
    (await app.call<Page<Alert>>('listAlerts', { query: { per_page: '100', ...query } })).data;
  it('seven changes become seven alerts', async () => {
    sandbox.applyChanges();
    await look();
    await events.deliver('together');
    const found = await alerts({ status: 'all' });
    expect(found).toHaveLength(7);
    expect(new Set(found.map(({ resource, attribute }) => `${resource?.id} ${attribute}`)).size).toBe(7);
    expect(found.every(({ source, status }) => source.kind === 'drift' && status === 'open')).toBe(true);
    await look();
    await events.deliver('reversed');
    expect(await alerts({ status: 'all' })).toMatchObject(found.map(({ id }) => ({ id, occurrences: 1 })));
  });

  it('the port that several standards forbid stays one alert, with the controls that fail because of it', async () => {
    for (const id of frameworks) await run('enableFramework', { params: { id }, body: {} });
    await events.deliver('together');
    const ofDrifts = await alerts({ source: 'drift', status: 'all' });
    expect(ofDrifts).toHaveLength(7);
    const port = ofDrifts.find(({ resource }) => resource?.type === 'security_group');
    const detail = await app.call<Alert>('getAlert', { params: { id: String(port?.id) } });
    expect(detail.control_ids.length).toBeGreaterThan(1);
    expect(detail.control_ids).toContain('aws-ec2-security-group-ssh-closed');
    const asked = new Set(
      detail.mappings.flatMap(({ requirements }) => requirements.map(({ framework_id }) => framework_id)),
    );
    expect([...asked].sort()).toEqual([...frameworks].sort());
    const { failing, told } = await app.db.within(app.tenant.scope, async (tx) => ({
      failing: await failingControlIds(tx),
      told: new Set(
        (
          await sql<{ id: string }>`
            SELECT source_key AS id FROM alerts WHERE source_kind = 'control' AND status <> 'resolved'
            UNION SELECT control_id FROM alert_mappings WHERE ended_at IS NULL`.execute(tx.sql)
        ).rows.map(({ id }) => id),
      ),
    }));
    expect(failing.size).toBeGreaterThan(10);
    expect([...failing].filter((id) => !told.has(id))).toEqual([]);
  });

  it('what is put right resolves the seven, and nothing else', async () => {
    const others = (await alerts({ source: 'control' })).length;
    sandbox.revertChanges();
    await look();
    await run('assessCompliance', { body: {} });
    await events.deliver('together');
    expect(await alerts({ source: 'drift' })).toEqual([]);
    expect(await alerts({ source: 'drift', status: 'resolved' })).toHaveLength(7);
    expect((await alerts({ source: 'control' })).length).toBe(others);
  });
});
