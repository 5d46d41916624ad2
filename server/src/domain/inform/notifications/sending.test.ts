import { describe, expect, it } from 'vitest';
import { readinessOf } from './sending.ts';

const sibling = (id: number, state: string, status = 'sent', thread: { ts: string } | null = null) => ({
  id,
  state,
  status,
  thread,
});
const ready = (state: string, siblings: ReturnType<typeof sibling>[], attempt = 1) =>
  readinessOf({ id: 10, state }, siblings, attempt);

describe('an opening', () => {
  it('may be sent', () => expect(ready('open', [])).toEqual({ ready: true, thread: null }));
  it('joins the thread of the time before', () =>
    expect(ready('open', [sibling(4, 'resolved'), sibling(3, 'open', 'sent', { ts: '1' })])).toEqual({
      ready: true,
      thread: { ts: '1' },
    }));
  it('that is over is not told', () =>
    expect(ready('open', [sibling(11, 'resolved', 'pending')])).toMatchObject({ ready: false, wait: false }));
  it('that may have arrived at an attempt before is told all the same, so that its end can follow', () =>
    expect(ready('open', [sibling(11, 'resolved', 'pending')], 2)).toMatchObject({ ready: true }));
});

describe('an end', () => {
  it('follows its opening', () =>
    expect(ready('resolved', [sibling(9, 'open', 'sent', { ts: '1' })])).toEqual({
      ready: true,
      thread: { ts: '1' },
    }));
  it('waits for an opening that is on its way', () =>
    expect(ready('resolved', [sibling(9, 'open', 'pending')])).toEqual({ ready: false, wait: true }));
  it.each(['suppressed', 'failed'])('is not told after an opening that was %s', (status) =>
    expect(ready('resolved', [sibling(9, 'open', status)])).toMatchObject({ ready: false, wait: false }),
  );
  it('is not told without an opening', () =>
    expect(ready('resolved', [sibling(11, 'open')])).toMatchObject({ ready: false, wait: false }));
});

it('that somebody looks after it is no news once it is over', () => {
  const siblings = [sibling(11, 'resolved'), sibling(9, 'open')];
  expect(ready('acknowledged', siblings)).toMatchObject({ ready: false, wait: false });
  expect(ready('acknowledged', siblings.slice(1))).toMatchObject({ ready: true });
});

it('a message of its own is always ready', () => {
  expect(ready('message', [sibling(11, 'resolved')])).toEqual({ ready: true, thread: null });
});
