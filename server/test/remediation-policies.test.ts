import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { describeOnEachEngine } from '../src/platform/db/testing.ts';
import { type Answer, openRemediationDesk, type RemediationDesk } from './remediation-desk.ts';

const control = 'aws-s3-bucket-public-access-blocked';
const type = 'aws-s3-block-public-access';
const name = 'halden-ml-training';

describeOnEachEngine('standing policies of remediation', (openDatabase) => {
  let desk: RemediationDesk;
  let bucketId: number;
  const inDays = (days: number) => new Date(desk.clock.now().getTime() + days * 86_400_000).toISOString();
  const policy = (more: object = {}) => ({
    type,
    maximum_severity: 'critical',
    reason: 'test accounts hold nothing that is public',
    expires_at: inDays(30),
    daily_limit: 1,
    ...more,
  });
  const propose = (more: object = {}): Promise<Answer> =>
    desk.call('proposeRemediationPolicy', { body: policy(more) });
  const approve = (made: Answer, scope = desk.otherAdmin.scope): Promise<Answer> =>
    desk.call('approveRemediationPolicy', {
      params: { id: made.id },
      body: { revision: made.revision },
      scope,
    });
  const ask = () => desk.ask({ finding_type: 'control', finding_id: control, resource_id: bucketId, type });
  const settings = (body: object) => desk.call('changeRemediationSettings', { body });
  const withdraw = (row: Answer) => desk.call('cancelRemediation', { params: { id: row.id } });
  const openAgain = async () => {
    desk.bucket(name).publicAccessBlock = { BlockPublicAcls: false };
    await desk.scan();
  };

  beforeAll(async () => {
    desk = await openRemediationDesk(await openDatabase(), ({ world }) => {
      const found = world.buckets.get(name);
      if (found !== undefined) found.publicAccessBlock = { BlockPublicAcls: false };
    });
    bucketId = (await desk.resource(name)).id;
  }, 180_000);
  afterAll(() => desk?.close());
  beforeEach(() => {
    desk.sandbox.requests.length = 0;
  });

  it('are for changes that can be taken back, with an end within a year', async () => {
    const { data: types } = await desk.call('listRemediationTypes');
    const grave = types.find((each: Answer) => each.irreversible !== null || each.risk === 'high');
    if (grave !== undefined)
      await expect(propose({ type: grave.type })).rejects.toMatchObject({ code: 'invalid_input' });
    for (const wrong of [{ type: 'nothing' }, { expires_at: inDays(-1) }, { expires_at: inDays(400) }])
      await expect(propose(wrong)).rejects.toMatchObject({ code: 'invalid_input' });
  });

  it('are approved by another administrator, and a change of them has to be approved again', async () => {
    const made = await propose();
    expect(made).toMatchObject({ status: 'proposed', without_effect: expect.stringContaining('approve') });
    await expect(approve(made, desk.app.tenant.scope)).rejects.toThrow('Separation of duties');
    expect(await approve(made)).toMatchObject({
      status: 'active',
      without_effect: expect.stringContaining('require_approval'),
    });
    const changed = await desk.call('changeRemediationPolicy', {
      params: { id: made.id },
      body: policy({ daily_limit: 2 }),
    });
    expect(changed).toMatchObject({ status: 'proposed', revision: 2, approved_by: null });
    await expect(approve(made)).rejects.toMatchObject({ code: 'conflict' });
    await desk.call('revokeRemediationPolicy', { params: { id: made.id } });
    expect(await desk.call('getRemediationPolicy', { params: { id: made.id } })).toMatchObject({
      status: 'revoked',
    });
    expect((await desk.audits('remediation_policy.')).map(({ action }) => action)).toEqual([
      'remediation_policy.proposed',
      'remediation_policy.approved',
      'remediation_policy.proposed',
      'remediation_policy.revoked',
    ]);
  });

  describe('decide', () => {
    it('nothing while the settings ask for a person, or the finding is graver or elsewhere', async () => {
      const made = await approve(await propose());
      const first = await ask();
      expect(first.status).toBe('pending_approval');
      await withdraw(first);
      await desk.call('revokeRemediationPolicy', { params: { id: made.id } });
      await settings({ require_approval: false });
      for (const narrow of [
        { maximum_severity: 'high' },
        { scope: { regions: ['ap-southeast-2'] } },
        { scope: { tags: { nobody: 'has it' } } },
      ]) {
        const one = await approve(await propose(narrow));
        const waiting = await ask();
        expect([narrow, waiting.status, waiting.policy_id]).toEqual([narrow, 'pending_approval', null]);
        await withdraw(waiting);
        await desk.call('revokeRemediationPolicy', { params: { id: one.id } });
      }
      expect(desk.writes()).toEqual([]);
    });

    it('about what they cover: an approval of exactly that plan, signed by the policy, with evidence', async () => {
      const made = await approve(await propose());
      const done = await ask();
      expect(done).toMatchObject({
        status: 'completed',
        policy_id: made.id,
        approval: {
          status: 'approved',
          decided_by: { kind: 'system', label: `standing policy ${made.id}` },
          decision_reason: expect.stringContaining(desk.otherAdmin.email),
        },
      });
      expect(desk.writes()).toHaveLength(1);
      const [used] = await desk.audits('remediation_policy.used');
      expect(used).toMatchObject({
        target_id: String(made.id),
        detail: { remediation_id: done.id, plan_hash: done.approval.plan_hash },
      });
      const evidence = await desk.call('getEvidence', { params: { id: done.evidence_id } });
      expect(evidence.intact).toBe(true);
      const record = evidence.records.find(({ kind }: Answer) => kind === 'approval_record').content;
      expect(record).toMatchObject({
        decision: 'approved',
        plan_hash: done.approval.plan_hash,
        policy: { id: made.id, approved_by: { label: desk.otherAdmin.email } },
      });
      await openAgain();
    });

    it('no more than their limit within a day, and none for a kind that always wants a person', async () => {
      const limited = await ask();
      expect(limited).toMatchObject({ status: 'pending_approval', policy_id: null });
      expect(limited.history.map(({ kind }: Answer) => kind)).toContain('policy_limit');
      await withdraw(limited);
      desk.clock.set(new Date(desk.clock.now().getTime() + 25 * 3_600_000));
      await settings({ overrides: { [type]: { require_approval: true } } });
      const wanted = await ask();
      expect(wanted.status).toBe('pending_approval');
      await withdraw(wanted);
      await settings({ overrides: { [type]: { enabled: false } } });
      await expect(ask()).rejects.toThrow('switched off');
      await settings({ overrides: {} });
      const free = await ask();
      expect(free.status).toBe('completed');
      await openAgain();
    });

    it('nothing after their end', async () => {
      desk.clock.set(new Date(desk.clock.now().getTime() + 40 * 86_400_000));
      const waiting = await ask();
      expect(waiting.status).toBe('pending_approval');
      await withdraw(waiting);
    });
  });

  it('have settings around them that refuse what makes no sense', async () => {
    const refused = (body: object) =>
      Promise.resolve()
        .then(() => settings(body))
        .then(
          () => 'taken',
          () => 'refused',
        );
    expect(await refused({ rollback_window_minutes: 4 })).toBe('refused');
    expect(await refused({ rollback_window_minutes: 121 })).toBe('refused');
    expect(await refused({ separation_of_duties: false })).toBe('refused');
    expect(await refused({ overrides: { nothing: { enabled: false } } })).toBe('refused');
    expect(await settings({ rollback_window_minutes: 120, maximum_open: 1 })).toMatchObject({
      rollback_window_minutes: 120,
      maximum_open: 1,
      separation_of_duties: true,
    });
    const only = await ask();
    const { data: suggestions } = await desk.call('listRemediationSuggestions', {
      query: { control_id: control },
    });
    const other = suggestions.find((each: Answer) => each.resource.id !== bucketId);
    await expect(desk.ask(other.request)).rejects.toThrow('as many changes are under way');
    await withdraw(only);
  });
});
