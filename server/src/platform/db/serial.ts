/** A queue of one: `enter` resolves to the function that lets the next caller in. */
export type Turnstile = { enter(): Promise<() => void>; readonly waiting: number };

export function turnstile(): Turnstile {
  let tail: Promise<void> = Promise.resolve();
  let waiting = 0;
  return {
    get waiting() {
      return waiting;
    },
    async enter() {
      const previous = tail;
      let leave: () => void = () => undefined;
      tail = new Promise((resolve) => {
        leave = resolve;
      });
      waiting++;
      await previous;
      waiting--;
      return leave;
    },
  };
}
