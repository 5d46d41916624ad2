import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changeConfig, emptyConfig, readConfig, withConfigLock } from './config-file.ts';

let folder: string;
let path: string;
const warnings: string[] = [];
const warn = (line: string) => void warnings.push(line);
const mode = () => (statSync(path).mode & 0o777).toString(8);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'infraudit-config-'));
  path = join(folder, 'deep', 'config.yaml');
  warnings.length = 0;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const auth = { serverUrl: 'http://a', email: 'e@x', token: 't', refreshToken: 'r', expiresAt: null };

describe('the configuration file', () => {
  it('is empty when there is none', async () => {
    expect(await readConfig(path, warn)).toEqual(emptyConfig);
  });

  it('is written for its owner only, and nothing else is left behind', async () => {
    await changeConfig(path, { serverUrl: 'http://a', output: 'json', auth }, warn);
    expect(mode()).toBe('600');
    expect(readdirSync(join(folder, 'deep'))).toEqual(['config.yaml']);
    expect(await readConfig(path, warn)).toEqual({ serverUrl: 'http://a', output: 'json', auth });
  });

  it('keeps comments and what it does not know', async () => {
    await changeConfig(path, { serverUrl: 'http://a' }, warn);
    writeFileSync(path, '# mine\nserver_url: http://a\nlater: 1 # unknown\n');
    await changeConfig(path, { output: 'yaml' }, warn);
    expect(readFileSync(path, 'utf8')).toBe(
      '# mine\nserver_url: http://a\nlater: 1 # unknown\noutput: yaml\n',
    );
  });

  it('repairs a mode that lets others read, and says so', async () => {
    await changeConfig(path, { auth }, warn);
    chmodSync(path, 0o644);
    await readConfig(path, warn);
    expect(mode()).toBe('600');
    expect(warnings).toEqual([expect.stringContaining('mode 0644')]);
  });

  it('forgets every token at once', async () => {
    await changeConfig(path, { serverUrl: 'http://a', auth }, warn);
    await changeConfig(path, { auth: null }, warn);
    expect(readFileSync(path, 'utf8')).toBe('server_url: http://a\n');
  });

  it.each(['a: [', '- 1\n- 2\n', 'text'])('refuses %j with the way out', async (text) => {
    await changeConfig(path, {}, warn);
    writeFileSync(path, text);
    await expect(readConfig(path, warn)).rejects.toThrow('is not valid YAML');
  });

  it('refuses a folder in its place', async () => {
    await expect(readConfig(folder, warn)).rejects.toThrow('cannot be read');
  });
});

describe('the lock', () => {
  it('lets one after the other in', async () => {
    const order: string[] = [];
    const work = (name: string) => async () => {
      order.push(`${name} in`);
      await new Promise((resolve) => setTimeout(resolve, 20));
      order.push(`${name} out`);
    };
    await Promise.all([withConfigLock(path, work('a')), withConfigLock(path, work('b'))]);
    expect(order.map((step) => step.split(' ')[1])).toEqual(['in', 'out', 'in', 'out']);
  });

  it('is given back when the work fails', async () => {
    await expect(withConfigLock(path, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await withConfigLock(path, async () => 'fine')).toBe('fine');
  });
});
