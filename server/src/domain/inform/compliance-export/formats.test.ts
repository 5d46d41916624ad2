import { inflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  type AssessmentView,
  type ComplianceDesk,
  openComplianceDesk,
  type ResultView,
} from '../../../../test/compliance-desk.ts';
import { type Composed, composeForTests } from '../../../../test/composed.ts';
import { describeOnEachEngine } from '../../../platform/db/testing.ts';
import type { Download } from '../../../platform/http/route.ts';
import { frameworksJudgedBy } from '../../../plugins/frameworks/index.ts';
import {
  bucket,
  bucketClosed,
  testControls,
  testFrameworks,
} from '../../assess/compliance/testing/small-framework.ts';
import { addTestMember, createTestTenant } from '../../govern/tenancy/testing.ts';
import { type ExportFormat, exportFormats } from './formats.ts';
import { handedOver } from './handed-over.ts';
import { csvOf, ocsfSchema, oscalSchema, sarifSchema, xmlOf } from './testing/readers.ts';
import { controlToken } from './write-oscal.ts';

const queueEncrypted = 'aws-sqs-encrypted';
const strange = '=1+1 <b> & "it\'s" ]]>\u0007';

describeOnEachEngine('an assessment as a file', (openDatabase) => {
  let app: Composed;
  let desk: ComplianceDesk;
  let view: AssessmentView;
  let results: Record<string, ResultView>;
  const files = {} as Record<ExportFormat, string>;
  const time = { now: new Date('2026-05-01T00:00:00Z') };

  const download = (format: ExportFormat, scope = desk.scope) =>
    app.call<Download>('exportAssessment', { scope, params: { id: String(view.id) }, query: { format } });
  const read = async (format: ExportFormat): Promise<Buffer> => {
    const parts: Buffer[] = [];
    for await (const part of (await download(format)).stream) parts.push(Buffer.from(part));
    return Buffer.concat(parts);
  };

  beforeAll(async () => {
    app = await composeForTests(await openDatabase(), {
      clock: { now: () => time.now },
      controls: testControls,
      frameworks: testFrameworks,
    });
    desk = await openComplianceDesk(app, time);
    const account = await desk.account();
    const many = Array.from({ length: 120 }, (_, index) => bucket(`open-${index}`, false));
    await desk.sync(account, [
      { type: 'iam_account', region: 'global', resources: [{ name: 'root', configuration: {} }] },
      {
        type: 'cloudtrail_trail',
        resources: [{ name: 'all', configuration: { IsLogging: true, S3BucketName: 'closed' } }],
      },
      {
        type: 's3_bucket',
        region: 'global',
        resources: [bucket('closed', true), bucket('scratch', false), bucket(strange, false), ...many],
      },
      { type: 'sqs_queue', gaps: [{ reason: 'denied', permission: 'sqs:ListQueues' }], complete: false },
    ]);
    await desk.enable('test');
    const approver = await addTestMember(app.db, desk.tenant, 'approver');
    const exception = await desk.call<{ id: number }>('requestException', {
      body: {
        control_id: bucketClosed.id,
        resource_id: await desk.idOf('scratch'),
        reason: 'It is emptied every night.',
        owner: 'Data team',
        expires_at: new Date(time.now.getTime() + 20 * 86_400_000).toISOString(),
      },
    });
    await app.call('approveException', { scope: approver.scope, params: { id: String(exception.id) } });
    await desk.call('createAttestation', {
      body: {
        framework_id: 'test',
        requirement_id: '2.1',
        statement: 'The security team looked at it in the review of March.',
      },
    });
    await desk.assess();
    view = await desk.latest();
    results = await desk.results(view.id);
    for (const format of exportFormats)
      files[format] = (await read(format)).toString(format === 'pdf' ? 'latin1' : 'utf8');
  });
  afterAll(async () => await app?.stop());

  const statusOf = (id: string): string | undefined => results[id]?.status;
  const failing = 121;

  it('is about an assessment of everything that there can be', () => {
    expect(Object.fromEntries(Object.keys(results).map((id) => [id, statusOf(id)]))).toEqual({
      '1.1': 'fail',
      '1.2': 'pass',
      '1.3': 'fail',
      '1.4': 'unknown',
      '2.1': 'attested',
      '2.2': 'not_automated',
    });
    const [closed] = results['1.1']?.controls ?? [];
    expect(closed?.counts).toMatchObject({ fail: failing, excepted: 1, pass: 1 });
    expect(closed?.resources).toHaveLength(100);
  });

  it.each(exportFormats.filter((format) => format !== 'json'))(
    'is the same as %s whenever it is written',
    async (format) => {
      time.now = new Date(time.now.getTime() + 3_600_000);
      expect((await read(format)).toString(format === 'pdf' ? 'latin1' : 'utf8')).toBe(files[format]);
    },
  );

  it.each(exportFormats)('is nothing that another organisation gets as %s', async (format) => {
    const stranger = await createTestTenant(app.db, `Stranger of ${format}`);
    await expect(download(format, stranger.scope)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is a PDF unless something else is asked for, named by framework, day and number', async () => {
    const given = await desk.call<Download>('exportAssessment', { params: { id: String(view.id) } });
    given.stream.destroy();
    expect([given.contentType, given.fileName]).toEqual([
      'application/pdf',
      expect.stringMatching(/^test-2\.0-2026-05-01-assessment-\d+\.pdf$/),
    ]);
  });

  it('is refused with a sentence when its framework is not there any more', async () => {
    const other = await composeForTests(app.db, {
      clock: { now: () => time.now },
      controls: testControls,
      frameworks: [],
    });
    const asked = other.call('exportAssessment', {
      scope: desk.scope,
      params: { id: String(view.id) },
      query: { format: 'csv' },
    });
    await expect(asked).rejects.toThrow('no test 2.0 any more');
  });

  describe('as CSV', () => {
    it('names every resource, also beyond those that the assessment names', () => {
      const rows = csvOf(files.csv);
      const of = (requirement: string) => rows.filter((row) => row.requirement_id === requirement);
      const states = of('1.1').map(({ resource_status: status }) => status);
      expect(states.filter((status) => status === 'fail')).toHaveLength(failing);
      expect(states.filter((status) => status === 'excepted')).toHaveLength(1);
      expect(states).toHaveLength(failing + 1);
      expect(new Set(rows.map((row) => row.requirement_id))).toEqual(new Set(Object.keys(results)));
      for (const row of rows) expect(row.requirement_status).toBe(statusOf(row.requirement_id as string));
    });

    it('has one row where no resource speaks, and says what was not seen', () => {
      const rows = csvOf(files.csv);
      const queue = rows.filter((row) => row.requirement_id === '1.4');
      expect(queue).toHaveLength(1);
      expect(queue[0]).toMatchObject({
        control_id: queueEncrypted,
        control_status: 'unknown',
        resource_status: '',
        missing_permissions: 'sqs:ListQueues',
      });
      expect(queue[0]?.message).toContain('access was denied');
      expect(rows.filter((row) => row.requirement_id === '1.2')).toMatchObject([{ control_status: 'pass' }]);
      expect(rows.filter((row) => row.requirement_id === '2.2')).toMatchObject([{ control_id: '' }]);
    });

    it('has no cell that a spreadsheet runs', () => {
      const named = csvOf(files.csv).map((row) => row.resource_name);
      expect(named).toContain(`'${strange}`);
      expect(named.filter((name) => /^[=+\-@]/.test(name ?? ''))).toEqual([]);
    });
  });

  it('as OSCAL is an observation per control and a finding per requirement, satisfied only where it passed', () => {
    const { 'assessment-results': document } = oscalSchema.parse(JSON.parse(files.oscal));
    const [result] = document.results;
    expect(result?.findings.map(({ target }) => [target['target-id'], target.status.state])).toEqual(
      Object.keys(results).map((id) => [
        `test_${id}`,
        statusOf(id) === 'pass' ? 'satisfied' : 'not-satisfied',
      ]),
    );
    expect(result?.findings.map(({ target }) => target.status.reason)).toEqual([
      'fail',
      'pass',
      'fail',
      'other',
      'other',
      'other',
    ]);
    const known = new Set(result?.observations.map(({ uuid }) => uuid));
    for (const { 'related-observations': related } of result?.findings ?? [])
      for (const each of related ?? []) expect(known).toContain(each['observation-uuid']);
    const items = new Set(result?.['local-definitions']['inventory-items'].map(({ uuid }) => uuid));
    for (const { subjects } of result?.observations ?? [])
      for (const subject of subjects ?? []) expect(items).toContain(subject['subject-uuid']);
    const numbers = Object.fromEntries(result?.props.map(({ name, value }) => [name, value]) ?? []);
    expect(numbers).toMatchObject({
      passed: String(view.passed),
      evaluated: String(view.evaluated),
      total: String(view.total),
    });
  });

  it('as OSCAL has a token of its own for each requirement of each framework', () => {
    for (const framework of frameworksJudgedBy([])) {
      const tokens = framework.requirements.map(({ id }) => controlToken(framework.id, id));
      expect([framework.id, framework.version, new Set(tokens).size]).toEqual([
        framework.id,
        framework.version,
        tokens.length,
      ]);
      for (const token of tokens) expect(token).toMatch(/^(\p{L}|_)(\p{L}|\p{N}|[.\-_])*$/u);
    }
    expect(controlToken('nist-800-53', 'AC-2(1)')).toBe('ac-2.1');
  });

  it('as SARIF has a result per resource: fail, open or suppressed, and none that passes', () => {
    const [run] = sarifSchema.parse(JSON.parse(files.sarif)).runs;
    const ofControl = (id: string) => run?.results.filter(({ ruleId }) => ruleId === id) ?? [];
    const closed = ofControl(bucketClosed.id);
    expect(closed.filter(({ suppressions }) => suppressions.length === 0)).toHaveLength(failing);
    const [suppressed] = closed.filter(({ suppressions }) => suppressions.length > 0);
    expect(suppressed?.suppressions[0]).toMatchObject({ status: 'accepted' });
    expect(suppressed?.suppressions[0]?.justification).toContain(
      'It is emptied every night. (owner: Data team',
    );
    expect(ofControl(queueEncrypted)).toMatchObject([{ kind: 'open', level: 'none' }]);
    expect(run?.results.filter(({ kind }) => kind === 'review')).toHaveLength(2);
    expect(run?.results.map(({ kind }) => kind)).not.toContain('pass');
    for (const { ruleId, ruleIndex } of run?.results ?? [])
      if (ruleId !== undefined) expect(run?.tool.driver.rules[ruleIndex ?? -1]?.id).toBe(ruleId);
    expect(run?.properties).toMatchObject({
      passed: view.passed,
      evaluated: view.evaluated,
      total: view.total,
    });
    expect(run?.invocations[0]?.toolExecutionNotifications).toEqual([]);
  });

  it('as OCSF is a compliance finding per line, and unknown is unknown', () => {
    const events = files.ocsf
      .trimEnd()
      .split('\n')
      .map((line) => ocsfSchema.parse(JSON.parse(line)));
    expect(new Set(events.map(({ finding_info: { uid } }) => uid)).size).toBe(events.length);
    const ofControl = (id: string) => events.filter(({ compliance }) => compliance.control === id);
    const states = ofControl(bucketClosed.id).map(({ compliance, status_id: id }) => [compliance.status, id]);
    expect(states.filter(([status, id]) => status === 'Fail' && id === 1)).toHaveLength(failing);
    expect(states.filter(([status, id]) => status === 'Fail' && id === 3)).toHaveLength(1);
    expect(ofControl(queueEncrypted)).toMatchObject([{ compliance: { status_id: 0, status: 'Unknown' } }]);
    const passed = events.filter(({ compliance }) => compliance.status_id === 1);
    expect(passed.map(({ compliance }) => compliance.requirements)).toEqual([['1.2']]);
    expect(new Set(events.flatMap(({ compliance }) => compliance.requirements))).toEqual(
      new Set(Object.keys(results)),
    );
  });

  it('as JUnit is a case per requirement and control: unknown is an error, and only what passed has passed', () => {
    const cases = xmlOf(files.junit).filter(({ name }) => name === 'testcase');
    const outcomes = Object.fromEntries(
      cases.map((each) => [each.attributes.name?.split(' ')[0], each.children[0]?.name ?? 'passed']),
    );
    expect(outcomes).toEqual({
      '1.1': 'failure',
      '1.2': 'passed',
      '1.3': 'failure',
      '1.4': 'error',
      '2.1': 'skipped',
      '2.2': 'skipped',
    });
    const [whole] = xmlOf(files.junit).filter(({ name }) => name === 'testsuites');
    expect(whole?.attributes).toMatchObject({ tests: '6', failures: '2', errors: '1', skipped: '2' });
    const [queue] = cases.filter(({ attributes }) => attributes.name?.startsWith('1.4'));
    expect(queue?.children[0]?.attributes.message).toContain('sqs:ListQueues is missing');
    const [closed] = cases.filter(({ attributes }) => attributes.name?.startsWith('1.1'));
    expect(closed?.children[0]?.text).toContain('failed: =1+1 <b> & "it\'s" ]]>\u{fffd} (s3_bucket, global)');
    expect(closed?.children[0]?.text).toContain('and 102 more');
  });

  it('as PDF is pages that say the numbers, what was not seen and who accepted what', () => {
    expect(files.pdf.startsWith('%PDF-')).toBe(true);
    expect(files.pdf.trimEnd().endsWith('%%EOF')).toBe(true);
    const text = textOfPdf(files.pdf);
    for (const words of [
      'Test framework 2.0',
      `${view.passed} of the ${view.evaluated} requirements that could be evaluated passed`,
      'sqs:ListQueues',
      'It is emptied every night.',
      'Data team',
      'The security team looked at it',
      'Nobody knows',
      'every requirement has the status that the assessment gave it',
      'and 114 more',
    ])
      expect(text).toContain(words);
  });
});

/** The words of the pages; a line is drawn in one piece. */
function textOfPdf(file: string): string {
  let text = '';
  for (const [, stream] of file.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)) {
    let page: string;
    try {
      page = inflateSync(Buffer.from(stream as string, 'latin1')).toString('latin1');
    } catch {
      continue;
    }
    for (const [, line] of page.matchAll(/\[([^\]]*)\] TJ/g)) {
      const pieces = [...(line as string).matchAll(/<([0-9a-f]*)>/g)];
      text += `${pieces.map(([, hex]) => Buffer.from(hex as string, 'hex').toString('latin1')).join('')}\n`;
    }
  }
  return text;
}

describe('what is handed over', () => {
  it('comes in order, and the work waits for its reader', async () => {
    const given: number[] = [];
    const items = handedOver<number>(async (give) => {
      for (const item of [1, 2, 3]) {
        given.push(item);
        await give(item);
      }
    });
    expect(await items.next()).toEqual({ done: false, value: 1 });
    expect(given).toEqual([1]);
    expect((await items.next()).value).toBe(2);
    expect((await items.next()).value).toBe(3);
    expect((await items.next()).done).toBe(true);
  });

  it('ends the work when the reader leaves', async () => {
    let ended = '';
    const items = handedOver<number>(async (give) => {
      try {
        for (let item = 0; ; item += 1) await give(item);
      } catch (error) {
        ended = (error as Error).message;
        throw error;
      }
    });
    await items.next();
    await items.return(undefined);
    await new Promise((resolve) => setImmediate(resolve));
    expect(ended).toBe('nobody reads any more');
  });

  it('says what broke the work', async () => {
    const items = handedOver<number>(async (give) => {
      await give(1);
      throw new Error('the database is gone');
    });
    expect((await items.next()).value).toBe(1);
    await expect(items.next()).rejects.toThrow('the database is gone');
  });
});

it('a schema of a format is strict, or it would prove nothing', () => {
  expect(sarifSchema.safeParse({ version: '2.1.0', runs: [], more: 1 }).success).toBe(false);
  expect(z.array(ocsfSchema).safeParse([{}]).success).toBe(false);
});
