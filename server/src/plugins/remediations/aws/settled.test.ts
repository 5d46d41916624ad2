import { describe, expect, it } from 'vitest';
import { settled } from './settled.ts';

describe('waiting for what AWS accepted', () => {
  const session = () => {
    const said: string[] = [];
    const abort = new AbortController();
    return { said, abort, signal: abort.signal, waits: (words: string) => void said.push(words) };
  };
  const usual = { what: 'orders', minutes: 15, pauseMs: 1 };

  it('is over at once where it is made at once', async () => {
    const on = session();
    await settled(on, async () => true, usual);
    expect(on.said).toEqual([]);
  });

  it('asks until it is made, and tells each time that it is not yet', async () => {
    const on = session();
    let asked = 0;
    await settled(on, async () => ++asked > 3, usual);
    expect(asked).toBe(4);
    expect(on.said).toHaveLength(3);
    expect(on.said[0]).toBe('orders: AWS accepted the change and is making it, 0 s so far');
  });

  it('says after its time that nobody knows what becomes of it', async () => {
    const late = settled(session(), async () => false, { ...usual, minutes: 0 });
    await expect(late).rejects.toMatchObject({
      code: 'upstream_failed',
      message: expect.stringMatching(/has not made it after 0 minutes; whether it will is unknown/),
    });
  });

  it('ends when it is told to stop, and says that it does not know either', async () => {
    const on = session();
    const waiting = settled(on, async () => false, { ...usual, pauseMs: 3_600_000 });
    await expect.poll(() => on.said.length).toBe(1);
    on.abort.abort();
    await expect(waiting).rejects.toMatchObject({
      code: 'upstream_failed',
      message: expect.stringMatching(/stopped while AWS was making the change.*unknown/),
    });
  });
});
