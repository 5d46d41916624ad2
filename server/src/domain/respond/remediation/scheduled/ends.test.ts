import { describe, expect, it } from 'vitest';
import { endOfChange, endOfRollback } from './ends.ts';

const run = { status: 'succeeded', error_code: null, error: null, may_have_written: true };
const failed = { ...run, status: 'failed', error_code: 'step_failed', error: 'step 2 of 3: AWS refused it' };
const looked = (gone: boolean | null) => ({ finding_gone: gone, finding_after: { message: 'it is public' } });
const step = (
  status: 'planned' | 'writing' | 'done' | 'failed' | 'not_started',
  error: string | null = null,
) => ({
  status,
  error,
});

describe('one change of a run of several', () => {
  it('is made when its finding is gone, also when a later step failed', () => {
    for (const end of [run, failed])
      expect(endOfChange(end, step('done'), looked(true))).toEqual({
        status: 'succeeded',
        error_code: null,
        error: null,
        may_have_written: true,
      });
  });

  it('has failed when its finding is still there, and when nobody looked', () => {
    expect(endOfChange(run, step('done'), looked(false))).toMatchObject({
      status: 'failed',
      error_code: 'finding_remains',
      error: expect.stringContaining('it is public'),
      may_have_written: true,
    });
    expect(endOfChange(failed, step('done'), looked(null))).toMatchObject({
      status: 'failed',
      error_code: 'not_verified',
      may_have_written: true,
    });
  });

  it.each(['failed', 'writing'] as const)(
    'has failed, and may have written, when its step is %s',
    (status) => {
      expect(endOfChange(failed, step(status, 'AWS refused it'), looked(null))).toEqual({
        status: 'failed',
        error_code: 'step_failed',
        error: 'AWS refused it',
        may_have_written: true,
      });
    },
  );

  it.each(['planned', 'not_started'] as const)(
    'is not made when a step before it failed and it is %s',
    (status) => {
      expect(endOfChange(failed, step(status), looked(null))).toEqual({
        status: 'cancelled',
        error_code: 'not_started',
        error: 'not begun, nothing was written: step 2 of 3: AWS refused it',
        may_have_written: false,
      });
    },
  );

  it('ends as the whole run does when nobody allowed it', () => {
    const rejected = {
      status: 'skipped',
      error_code: 'approval_rejected',
      error: 'rejected by B',
      may_have_written: false,
    };
    expect(endOfChange(rejected, step('not_started'), looked(null))).toEqual(rejected);
    expect(endOfChange(rejected, undefined, looked(null))).toEqual(rejected);
  });
});

describe('the way back of one change', () => {
  it('is gone when its step is done, whatever became of the others', () => {
    expect(endOfRollback(failed, step('done'))).toMatchObject({ status: 'succeeded' });
    expect(endOfRollback(failed, step('failed', 'refused'))).toMatchObject({
      status: 'failed',
      error: 'refused',
    });
    expect(endOfRollback(failed, step('not_started'))).toMatchObject({ status: 'cancelled' });
  });

  it('leaves alone what somebody else changed since, and says so', () => {
    expect(endOfRollback(run, undefined)).toMatchObject({ status: 'skipped', error_code: 'nothing_to_undo' });
    const nothing = {
      ...run,
      status: 'skipped',
      error_code: 'nothing_to_undo',
      error: 'nothing',
      may_have_written: false,
    };
    expect(endOfRollback(nothing, undefined)).toEqual(nothing);
  });
});
