import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bodyOf } from './payloads.ts';
import { newSecret, signatureHeaders } from './signature.ts';

/** The receivers of examples/, run as their README says. */

const folderOf = (language: string) =>
  fileURLToPath(new URL(`../../../../../examples/webhook-receiver-${language}/`, import.meta.url));

function works(program: string, ...parameters: string[]): boolean {
  try {
    execFileSync(program, parameters, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const languages = [
  { language: 'node', has: true, start: () => [process.execPath, 'receiver.mjs'] },
  { language: 'python', has: works('python3', '--version'), start: () => ['python3', 'receiver.py'] },
  { language: 'go', has: works('go', 'version'), start: builtWithGo },
];

/** `go run` starts a child that outlives it. */
function builtWithGo(): string[] {
  const program = join(temporary, 'receiver');
  execFileSync('go', ['build', '-o', program, '.'], { cwd: folderOf('go'), stdio: 'pipe' });
  return [program];
}
const temporary = mkdtempSync(join(tmpdir(), 'infraudit-receivers-'));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

describe.each(languages.filter(({ has }) => has))('the example in $language', ({ language, start }) => {
  const [secret, former] = [newSecret(), newSecret()];
  let child: ChildProcess;
  let url: string;
  let said = '';

  beforeAll(async () => {
    const [program = '', ...parameters] = start();
    child = spawn(program, parameters, {
      cwd: folderOf(language),
      env: { ...process.env, WEBHOOK_SECRET: `${secret},${former}`, PORT: '0' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    url = await new Promise<string>((resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`it ended with ${code}`)));
      child.stdout?.on('data', (chunk) => {
        said += chunk;
        const port = /listening on (\d+)/.exec(said)?.[1];
        if (port !== undefined) resolve(`http://127.0.0.1:${port}/`);
      });
    });
  });
  afterAll(() => void child.kill());

  const message = (n: number) => {
    const id = `dlv_${String(n).padStart(24, '0')}`;
    const data = { drift_id: n, summary: 'Straße ẞ 東京' };
    const envelope = { event: 'drift.detected', timestamp: '2026-05-01T10:00:00.000Z', webhook_id: 'wh_1' };
    return { id, body: bodyOf({ ...envelope, delivery_id: id, data }) };
  };
  const post = async (headers: Record<string, string>, body: string) =>
    (await fetch(url, { method: 'POST', headers, body })).status;
  const handled = (n: number) =>
    said.split(`"drift_id":${n},`).length + said.split(`"drift_id": ${n},`).length - 2;
  const signed = (n: number, secrets: [string, ...string[]] = [secret], at = new Date()) => {
    const { id, body } = message(n);
    return { headers: signatureHeaders(secrets, { id, at, body }), body };
  };

  it('takes a message of ours, and handles it once however often it comes', async () => {
    const { headers, body } = signed(1);
    expect([await post(headers, body), await post(headers, body)]).toEqual([204, 204]);
    await expect.poll(() => handled(1)).toBe(1);
  });
  it('takes it with either secret while they are changed', async () => {
    for (const [n, secrets] of [
      [2, [former]],
      [3, [newSecret(), secret]],
    ] as [number, [string, ...string[]]][]) {
      const { headers, body } = signed(n, secrets);
      expect(await post(headers, body)).toBe(204);
    }
    await expect.poll(() => [handled(2), handled(3)]).toEqual([1, 1]);
  });
  it('refuses what is forged, changed, old, or without a signature', async () => {
    const { headers, body } = signed(4);
    const refused = [
      await post(signed(4, [newSecret()]).headers, body),
      await post(headers, body.replace('"drift_id":4', '"drift_id":5')),
      await post(signed(4, [secret], new Date(Date.now() - 400_000)).headers, body),
      await post(signed(4, [secret], new Date(Date.now() + 400_000)).headers, body),
      await post({ ...headers, 'webhook-timestamp': 'yesterday' }, body),
      await post({}, body),
    ];
    expect(refused).toEqual(Array(6).fill(401));
    expect(handled(4) + handled(5)).toBe(0);
  });
});
