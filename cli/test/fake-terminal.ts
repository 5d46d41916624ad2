import { Readable, Writable } from 'node:stream';
import { run } from '../src/program.ts';
import type { Terminal } from '../src/terminal.ts';

export type Ran = { code: number; stdout: string; stderr: string };

export type RunOptions = {
  environment?: NodeJS.ProcessEnv;
  stdin?: string | Buffer;
  interrupt?: AbortSignal;
  /** Columns of a terminal; a pipe when absent. */
  columns?: number;
  now?: Date;
  /** Called with all that stands on standard error so far. */
  onError?: (text: string) => void;
};

/** Runs a command line in this process, with streams of its own. */
export async function runCli(parameters: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const stdout = collector(options.columns);
  const stderr = collector(undefined, options.onError);
  const terminal: Terminal = {
    stdin: Readable.from(options.stdin === undefined ? [] : [Buffer.from(options.stdin)]),
    stdout: stdout.stream,
    stderr: stderr.stream,
    environment: options.environment ?? {},
    interrupt: options.interrupt ?? new AbortController().signal,
    now: () => options.now ?? new Date(),
  };
  const code = await run(parameters, terminal);
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}

function collector(columns?: number, onText?: (text: string) => void) {
  const chunks: Buffer[] = [];
  const text = () => Buffer.concat(chunks).toString('utf8');
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      onText?.(text());
      done();
    },
  });
  return { stream: columns === undefined ? stream : Object.assign(stream, { isTTY: true, columns }), text };
}
