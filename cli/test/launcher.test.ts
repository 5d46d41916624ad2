import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const bin = fileURLToPath(new URL('../bin/infraudit.mjs', import.meta.url));
const launcher = new URL('../bin/node24.mjs', import.meta.url).href;
const { recentNode } = (await import(launcher)) as { recentNode(): string | null };

const home = mkdtempSync(join(tmpdir(), 'infraudit-launcher-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

type Ended = { code: number | null; stdout: string; stderr: string };

function start(parameters: string[], environment: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, parameters, {
    env: { ...process.env, HOME: home, ...environment },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const ended = new Promise<Ended>((resolve) =>
    child.on('close', (code) => resolve({ code, stdout, stderr })),
  );
  return { child, ended };
}

/** As an old Node.js starts it: the program runs in another process. */
const relaunched = (...words: string[]) => [
  '--input-type=module',
  '--eval',
  `import { runOnRecentNode } from ${JSON.stringify(launcher)}; runOnRecentNode(${JSON.stringify(bin)}, ${JSON.stringify(words)});`,
];

describe('the command as it is installed', () => {
  it('runs by itself on a recent Node.js', async () => {
    expect(await start([bin, '--version']).ended).toMatchObject({ code: 0, stderr: '' });
  });

  it('reads standard input and ends quietly when its reader has seen enough', async () => {
    const { child, ended } = start([bin, 'diff', '--jsonl', '-q']);
    const line = `${JSON.stringify({ id: 1, type: 's3_bucket', before: {}, after: { A: 'x'.repeat(10_000) } })}\n`;
    child.stdin.on('error', () => {});
    child.stdout.once('data', () => child.stdout.destroy());
    child.stdin.write(line.repeat(300));
    child.stdin.end(line.repeat(300));
    expect(await ended).toMatchObject({ code: 0, stderr: '' });
  });
});

describe.skipIf(recentNode() === null)('started again on the Node.js that came with it', () => {
  it.each([
    [['--version'], 0],
    [['nonsense'], 1],
  ])('%j ends with %i', async (words, code) => {
    expect((await start(relaunched(...words)).ended).code).toBe(code);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('%s reaches it, and it says what was done', async (signal) => {
    const server = createServer(() => asked?.());
    let asked: (() => void) | undefined;
    const wasAsked = new Promise<void>((resolve) => {
      asked = resolve;
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { child, ended } = start(relaunched('status', '--server', url), { INFRAUDIT_TOKEN: 'x' });
    await wasAsked;
    child.kill(signal);
    const { code, stdout, stderr } = await ended;
    server.closeAllConnections();
    server.close();
    expect({ code, stdout }).toEqual({ code: 130, stdout: '' });
    expect(stderr).toContain('Stopped. The request was given up');
  });
});
