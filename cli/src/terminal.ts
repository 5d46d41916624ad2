import type { Readable, Writable } from 'node:stream';

type Stream = Writable & { isTTY?: boolean; columns?: number };

/** Where the command reads and writes. Tests hand in their own. */
export type Terminal = {
  stdin: Readable & { isTTY?: boolean };
  stdout: Stream;
  stderr: Stream;
  environment: NodeJS.ProcessEnv;
  /** Ends on Ctrl-C and on a request to stop. */
  interrupt: AbortSignal;
  now(): Date;
};

export function processTerminal(): Terminal {
  const controller = new AbortController();
  const stop = () => {
    // Whoever asks twice does not want to wait for us to finish cleanly.
    if (controller.signal.aborted) process.exit(130);
    controller.abort();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  // A reader that has seen enough (`| head`) is not an error.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit(0);
      throw error;
    });
  }
  return {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    environment: process.env,
    interrupt: controller.signal,
    now: () => new Date(),
  };
}

/** Resolves when the reader can take more, so that a slow pipe does not fill the memory. */
export function write(stream: Writable, text: string | Uint8Array): Promise<void> {
  if (text.length === 0 || stream.write(text)) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const done = () => {
      stream.off('error', failed);
      resolve();
    };
    const failed = (error: Error) => {
      stream.off('drain', done);
      reject(error);
    };
    stream.once('drain', done);
    stream.once('error', failed);
  });
}
