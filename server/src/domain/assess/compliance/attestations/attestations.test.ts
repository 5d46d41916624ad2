import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Composed, composeForTests } from '../../../../../test/composed.ts';
import type { Scope } from '../../../../core/scope.ts';
import { frameworks } from '../../../../main/frameworks.ts';
import { describeOnEachEngine } from '../../../../platform/db/testing.ts';
import { listAuditEvents } from '../../../govern/audit-log/index.ts';
import { createTestTenant, type TestTenant } from '../../../govern/tenancy/testing.ts';
import { judgeFile } from './file.ts';
import { validAttestations } from './service.ts';

type View = {
  id: number;
  state: string;
  framework_version: string;
  valid_until: string;
  file: { name: string; media_type: string; bytes: number; sha256: string } | null;
};

const pdf = Buffer.from('%PDF-1.7 minutes of the review');

describe('a file that is attached', () => {
  it('is what its name says', () => {
    expect(judgeFile('Minutes.PDF', pdf)).toEqual({ mediaType: 'application/pdf' });
    expect(judgeFile('notes.txt', Buffer.from('Grüße'))).toEqual({ mediaType: 'text/plain' });
  });

  it.each([
    ['minutes.pdf', Buffer.from('<html>'), 'is no pdf file'],
    ['page.html', Buffer.from('<html>'), 'must be one of'],
    ['program.exe', Buffer.from('MZ'), 'must be one of'],
    ['notes.txt', Buffer.from([0x41, 0, 0x42]), 'is no txt file'],
    ['notes.txt', Buffer.from([0xff, 0xfe]), 'is no txt file'],
    ['constructor', Buffer.from('x'), 'must be one of'],
    ['empty.txt', Buffer.alloc(0), 'is empty'],
    ['large.txt', Buffer.alloc(2 * 1024 * 1024 + 1, 'a'), 'more than 2 MB'],
  ])('%s is refused', (name, content, problem) => {
    expect(judgeFile(name, content)).toEqual({ problem: expect.stringContaining(problem) });
  });
});

describeOnEachEngine('attestations', (open) => {
  let app: Composed;
  let now = new Date('2026-03-01T00:00:00Z');
  let tenant: TestTenant;
  const framework = frameworks.find(({ id }) => id === 'cis-aws');
  const manual = framework?.requirements.find(({ controls }) => controls.length === 0);
  const judged = framework?.requirements.find((one) => one.controls.length > 0 && one.manual === undefined);

  beforeAll(async () => {
    app = await composeForTests(await open(), { clock: { now: () => now } });
  });
  afterAll(async () => await app?.stop());
  beforeEach(async () => {
    now = new Date('2026-03-01T00:00:00Z');
    tenant = await createTestTenant(app.db, 'Acme');
  });

  const call = <T = View>(operationId: string, input: object = {}, scope: Scope = tenant.scope) =>
    app.call<T>(operationId, { scope, ...input });
  const of = { framework_id: 'cis-aws', version: framework?.version, requirement_id: manual?.id };
  const attest = (more: object = {}) =>
    call('createAttestation', {
      body: { ...of, statement: 'The security team looked at it in the review of March.', ...more },
    });
  const file = (name: string, content: Buffer) => ({
    file: { name, content_base64: content.toString('base64') },
  });
  const valid = async (at = now, scope = tenant.scope) => [
    ...(
      await app.db.within(scope, (tx) =>
        validAttestations(tx, at, { frameworkId: 'cis-aws', version: framework?.version ?? '' }),
      )
    ).keys(),
  ];
  const later = (days: number) => new Date(now.getTime() + days * 86_400_000);
  const withdraw = (id: number, scope = tenant.scope) =>
    call(
      'withdrawAttestation',
      { params: { id: String(id) }, query: { reason: 'it was the wrong account' } },
      scope,
    );

  it('counts for a year when nothing else is said', async () => {
    const made = await attest();
    expect(made).toMatchObject({ state: 'valid', valid_until: '2027-03-01T00:00:00.000Z', file: null });
    expect(await valid()).toEqual([manual?.id]);
    expect(await valid(later(366))).toEqual([]);
    expect(await valid(later(-1))).toEqual([]);
  });

  it('does not count any more once it is withdrawn, and did before', async () => {
    const made = await attest();
    now = later(10);
    await withdraw(made.id);
    expect(await valid()).toEqual([]);
    expect(await valid(later(-5))).toEqual([manual?.id]);
    await expect(withdraw(made.id)).rejects.toMatchObject({ code: 'conflict' });
    expect(await call('getAttestation', { params: { id: String(made.id) } })).toMatchObject({
      state: 'withdrawn',
    });
  });

  it('keeps its file with the hash of it', async () => {
    const made = await attest(file('Minutes of March.pdf', pdf));
    expect(made.file).toEqual({
      name: 'Minutes of March.pdf',
      media_type: 'application/pdf',
      bytes: pdf.length,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const content = await app.db.within(tenant.scope, (tx) =>
      tx.sql.selectFrom('compliance_attestation_files').select('content').executeTakeFirstOrThrow(),
    );
    expect(Buffer.from(content.content)).toEqual(pdf);
  });

  it('is refused with a file that is not what it says', async () => {
    await expect(attest(file('minutes.pdf', Buffer.from('<script>')))).rejects.toMatchObject({
      code: 'unprocessable',
      details: [{ path: 'file' }],
    });
  });

  it('is refused for what controls judge, for what does not exist, and for ever', async () => {
    for (const [more, path] of [
      [{ requirement_id: judged?.id }, 'requirement_id'],
      [{ requirement_id: '99.99' }, 'requirement_id'],
      [{ framework_id: 'nothing' }, 'framework_id'],
      [{ version: '0.1' }, 'version'],
      [{ valid_until: later(800).toISOString() }, 'valid_until'],
      [{ valid_until: later(-1).toISOString() }, 'valid_until'],
    ] as const)
      await expect(attest(more)).rejects.toMatchObject({ code: 'unprocessable', details: [{ path }] });
    expect(await valid()).toEqual([]);
  });

  it('is never changed, only withdrawn', async () => {
    await attest();
    await expect(
      app.db.within(tenant.scope, (tx) =>
        tx.sql.updateTable('compliance_attestations').set({ statement: 'all is well' }).execute(),
      ),
    ).rejects.toThrow('never changed');
  });

  it('leaves audit events', async () => {
    const made = await attest(file('minutes.pdf', pdf));
    await withdraw(made.id);
    const { events } = await app.db.within(tenant.scope, (tx) =>
      listAuditEvents(tx, {}, { perPage: 10, offset: 0 }),
    );
    expect(events.filter(({ action }) => action.startsWith('attestation')).map((one) => one.action)).toEqual([
      'attestation.withdrawn',
      'attestation.made',
    ]);
    expect(events.find(({ action }) => action === 'attestation.made')?.detail).toMatchObject({
      requirement_id: manual?.id,
      file_sha256: made.file?.sha256,
    });
  });

  it('belongs to one organisation', async () => {
    const made = await attest(file('minutes.pdf', pdf));
    const other = await createTestTenant(app.db, 'Other');
    expect(await valid(now, other.scope)).toEqual([]);
    const theirs = { params: { id: String(made.id) } };
    for (const operation of ['getAttestation', 'downloadAttestationFile'])
      await expect(call(operation, theirs, other.scope)).rejects.toMatchObject({ code: 'not_found' });
    await expect(withdraw(made.id, other.scope)).rejects.toMatchObject({ code: 'not_found' });
    const { data } = await call<{ data: View[] }>('listAttestations', { query: {} }, other.scope);
    expect(data).toEqual([]);
  });

  it('is listed by framework, requirement and state', async () => {
    const made = await attest();
    const list = async (query: object) =>
      (await call<{ data: View[] }>('listAttestations', { query })).data.map(({ id }) => id);
    expect(await list({ framework_id: 'cis-aws', requirement_id: manual?.id, state: 'valid' })).toEqual([
      made.id,
    ]);
    expect(await list({ state: 'withdrawn' })).toEqual([]);
    now = later(400);
    expect(await list({ state: 'expired' })).toEqual([made.id]);
  });
});
