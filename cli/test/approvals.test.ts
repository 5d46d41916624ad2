import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Json } from '../../server/src/core/json.ts';
import { defineJob } from '../../server/src/domain/govern/jobs/index.ts';
import { owner } from './live-server.ts';
import { ben, type Execution, startSignedIn } from './signed-in.ts';

/** A connected system that holds values; the job of the suite sets all of them. */
const system = new Map<string, Json>();

const settingJob = defineJob({
  type: 'set_values',
  title: 'Set values',
  description: 'Sets every value of a system.',
  aliases: ['setter'],
  scheduleVariable: null,
  parameters: z.strictObject({ to: z.string().max(20).default('on'), fail: z.boolean().optional() }),
  actions: {
    async prepare({ parameters }) {
      if (parameters.fail) throw new Error('the system does not answer');
      return {
        summary: 'set all values',
        targetSystem: 'the test system',
        steps: [...system]
          .filter(([, value]) => value !== parameters.to)
          .map(([name, value]) => ({
            call: 'system:Set',
            target: {
              kind: 'resource' as const,
              id: 1,
              name,
              externalId: name,
              resourceType: 'thing',
              region: 'here',
              providerId: 1,
            },
            summary: `Set ${name}`,
            before: { value },
            after: { value: parameters.to },
          })),
      };
    },
    inspect: async (_job, steps) => steps.map(({ target }) => ({ value: system.get(target.name) ?? null })),
    async apply(_job, step) {
      system.set(step.target.name, (step.after as { value: string }).value);
    },
    undo: (step) => ({ ...step, summary: `Undo ${step.summary}`, before: step.after, after: step.before }),
  },
});

let desk: Awaited<ReturnType<typeof startSignedIn>>;

beforeAll(async () => {
  desk = await startSignedIn({ jobTypes: [settingJob] });
});
afterAll(() => desk?.stop());

type Job = { id: number; approver: { email: string } | null };
type Approval = { id: number; status: string; changes: number; plan_hash: string; subject: { id: number } };

describe('a job that changes a connected system', () => {
  let job: Job;

  it('needs an approver', async () => {
    const create = [
      'job',
      'create',
      '--name',
      'Setter',
      '--type',
      'set_values',
      '--schedule',
      'monthly 31 07:00',
    ];
    expect(await desk.refused(...create)).toContain('approver');
    expect(await desk.refused(...create, '--approver', owner.email)).toMatch(/creator/);
    job = await desk.json<Job>(...create, '--approver', ben);
    expect(job.approver).toMatchObject({ email: ben });
    expect((await desk.fine('job', 'types')).stdout).toMatch(/set_values .*connected systems, with approval/);
  });

  const waiting = async (): Promise<Approval> => {
    await desk.fine('job', 'trigger', String(job.id));
    await desk.newest(job.id, 'pending_approval');
    const [approval] = await desk.json<Approval[]>('approval', 'list', '--mine', ...desk.asBen);
    if (approval === undefined) throw new Error('nothing waits');
    return approval;
  };

  it('waits, and shows its plan like a diff to who is asked', async () => {
    system.set('lights', 'off').set('heating', 'off').set('door', 'on');
    const { id, changes } = await waiting();
    expect(changes).toBe(2);
    const shown = await desk.fine('approval', 'get', String(id), ...desk.asBen);
    expect(shown.stdout).toContain('2 changes and nothing else: set all values');
    expect(shown.stdout).toMatch(/1\. Set lights\n +system:Set .*\n +~ value\n +- "off"\n +\+ "on"/);
    expect(shown.stdout).toMatch(/^You +may decide$/m);
    expect(shown.stderr).toContain(`infraudit approval approve ${id}`);
    expect((await desk.fine('execution', 'list', '--status', 'pending_approval')).stdout).toContain('Setter');
    expect((await desk.fine('__complete', 'approval', 'get', '')).stdout).toContain(`${id}\t`);
  });

  it('is found by type, priority and who asked', async () => {
    const found = async (...filter: string[]) =>
      (await desk.json<Approval[]>('approval', 'list', ...filter)).length;
    expect(await found('--type', 'scheduled_job', '--priority', 'normal,high', '--submitter', 'me')).toBe(1);
    expect(await found('--type', 'remediation')).toBe(0);
    expect(await found('--priority', 'urgent')).toBe(0);
    expect(await found('--submitter', ben)).toBe(0);
    expect(await desk.refused('approval', 'list', '--type', 'onboarding')).toContain('--type');
  });

  it('is not approved by who made it, nor without a yes, nor for another plan', async () => {
    const [approval] = await desk.json<Approval[]>('approval', 'list');
    const id = String(approval?.id);
    expect(await desk.refused('approval', 'approve', id, '--yes')).toContain('cannot decide');
    expect(await desk.refused('approval', 'approve', id, ...desk.asBen)).toContain(
      'Approve 2 changes in the test system?',
    );
    expect(
      await desk.refused('approval', 'approve', id, '--yes', '--plan-hash', 'ab'.repeat(32), ...desk.asBen),
    ).toContain('another one');
    expect([...system.values()]).toEqual(['off', 'off', 'on']);
  });

  it('is applied when it is approved, and can be taken back', async () => {
    const [approval] = await desk.json<Approval[]>('approval', 'list');
    const id = String(approval?.id);
    const approved = await desk.fine(
      ...[
        'approval',
        'approve',
        id,
        '--yes',
        '--plan-hash',
        approval?.plan_hash ?? '',
        '--reason',
        'fine',
        ...desk.asBen,
      ],
    );
    expect(approved.stdout).toBe('Approved: 2 changes in the test system.\n');
    expect(approved.stderr).toContain('Set heating');
    const done = await desk.newest(job.id, 'succeeded', 'failed');
    expect(done).toMatchObject({ status: 'succeeded', id: approval?.subject.id });
    expect([...system.values()]).toEqual(['on', 'on', 'on']);
    expect((await desk.fine('execution', 'get', String(done.id))).stdout).toMatch(
      /Steps\n1\. Set lights .*done/,
    );
    expect(await desk.refused('approval', 'approve', id, '--yes', ...desk.asBen)).toContain('approved');

    expect(await desk.refused('execution', 'undo', String(done.id))).toContain('--yes');
    await desk.fine('execution', 'undo', String(done.id), '--yes');
    await desk.newest(job.id, 'pending_approval');
    const [back] = await desk.json<Approval[]>('approval', 'ls', '--mine', ...desk.asBen);
    const yes = await desk.json<Approval>('approval', 'approve', String(back?.id), '--yes', ...desk.asBen);
    expect(yes.status).toBe('approved');
    await desk.newest(job.id, 'succeeded');
    expect([...system.values()]).toEqual(['off', 'off', 'on']);
  });

  it('is refused with a reason, and who asked can wait for the answer', async () => {
    let told = '';
    const asked = desk.cli(['job', 'trigger', String(job.id), '--wait'], {
      onError: (text) => {
        told = text;
      },
    });
    await desk.newest(job.id, 'pending_approval');
    while (!told.includes('waits for an approval')) await new Promise((resolve) => setTimeout(resolve, 50));
    const [approval] = await desk.json<Approval[]>('approval', 'list');
    const id = String(approval?.id);
    const moved = await desk.fine('approval', 'reassign', id, '--to', ben);
    expect(moved.stdout).toBe(`Approval ${id} waits for ${ben}.\n`);
    const no = await desk.fine('approval', 'reject', id, '--reason', 'not today', ...desk.asBen);
    expect(no.stdout).toMatch(/^Rejected: 2 changes/);
    const ran = await asked;
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toContain(`waits for an approval: infraudit approval get ${id}`);
    expect(ran.stderr).toContain('was skipped');
    const decided = await desk.json<Approval[]>('approval', 'list', '--status', 'rejected');
    expect(decided).toHaveLength(1);
    expect((await desk.fine('approval', 'list')).stderr).toContain('Nothing waits');
    expect([...system.values()]).toEqual(['off', 'off', 'on']);
  });

  it('is stopped while it waits, and tried again', async () => {
    const { subject } = await waiting();
    await desk.fine('execution', 'cancel', String(subject.id));
    await desk.newest(job.id, 'cancelled');
    const again = await desk.json<Execution>('execution', 'retry', String(subject.id));
    expect(again).toMatchObject({ trigger: 'retry', retry_of: subject.id });
    await desk.newest(job.id, 'pending_approval');
    await desk.fine('job', 'cancel', String(again.id));
  });
});
