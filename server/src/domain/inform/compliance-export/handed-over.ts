/**
 * What `work` gives, one after the other, as a reader asks for it: `give` answers when the thing was read. A reader
 * that leaves makes the next `give` throw, so that the work ends.
 */
export async function* handedOver<T>(
  work: (give: (item: T) => Promise<void>) => Promise<void>,
): AsyncGenerator<T> {
  const waiting: { item: T; taken(): void; refused(error: Error): void }[] = [];
  let wake = (): void => {};
  let ended = false;
  let left = false;
  const gone = (): Error => new Error('nobody reads any more');
  const done = work(
    (item) =>
      new Promise((taken, refused) => {
        if (left) return refused(gone());
        waiting.push({ item, taken, refused });
        wake();
      }),
  ).finally(() => {
    ended = true;
    wake();
  });
  // Said to the reader below, whether or not somebody waits for it at the moment it happens.
  done.catch(() => {});
  try {
    for (;;) {
      const [next] = waiting;
      if (next !== undefined) {
        yield next.item;
        waiting.shift();
        next.taken();
      } else if (ended) return await done;
      else
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    }
  } finally {
    left = true;
    for (const { refused } of waiting) refused(gone());
  }
}
