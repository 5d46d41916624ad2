import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type GlobalFlags, readSettings, serverAddress } from './settings.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'infraudit-settings-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const read = (flags: GlobalFlags, environment: NodeJS.ProcessEnv = {}, file = '', isTerminal = true) => {
  const config = join(folder, 'config.yaml');
  writeFileSync(config, file, { mode: 0o600 });
  return readSettings({ config, ...flags }, environment, { isTerminal, warn: () => {} });
};

describe('settings', () => {
  const file = 'server_url: http://file\noutput: yaml\n';
  const environment = { INFRAUDIT_SERVER_URL: 'http://environment', INFRAUDIT_OUTPUT: 'csv' };

  it.each([
    [
      'flags first',
      { server: 'http://flag', output: 'json' },
      environment,
      file,
      'http://flag',
      'json',
      'flag',
    ],
    ['then the environment', {}, environment, file, 'http://environment', 'csv', 'environment'],
    ['then the file', {}, {}, file, 'http://file', 'yaml', 'file'],
    ['then the defaults', {}, {}, '', 'http://localhost:8080', 'table', 'default'],
    [
      'an empty variable is none',
      {},
      { INFRAUDIT_SERVER_URL: '', INFRAUDIT_OUTPUT: '' },
      file,
      'http://file',
      'yaml',
      'file',
    ],
  ])('%s', async (_, flags, variables, text, server, output, from) => {
    expect(await read(flags, variables, text)).toMatchObject({
      server,
      output,
      serverFrom: from,
      outputFrom: from,
    });
  });

  it.each([
    ['on a terminal', {}, {}, true, true],
    ['not in a pipe', {}, {}, false, false],
    ['not with NO_COLOR', {}, { NO_COLOR: '1' }, true, false],
    ['not with --no-color', { color: false }, {}, true, false],
    ['not on a dumb terminal', {}, { TERM: 'dumb' }, true, false],
  ])('colours %s', async (_, flags, variables, isTerminal, color) => {
    expect((await read(flags, variables, '', isTerminal)).color).toBe(color);
  });

  it('names where a wrong value stands', async () => {
    await expect(read({ output: 'jsn' })).rejects.toThrow('--output: "jsn" is not an output format');
    await expect(read({}, { INFRAUDIT_OUTPUT: 'x' })).rejects.toThrow('INFRAUDIT_OUTPUT: "x"');
    await expect(read({}, {}, 'output: x')).rejects.toThrow(/output in .*config\.yaml: "x"/);
  });

  it('finds a wrong address only when the server is needed', async () => {
    const settings = await read({}, {}, 'server_url: nonsense');
    expect(() => settings.server).toThrow('"nonsense" is not the address of a server');
  });

  it('takes a token from the environment', async () => {
    expect((await read({}, { INFRAUDIT_TOKEN: ' ia_live_x ' })).environmentToken).toBe('ia_live_x');
  });
});

it.each([
  ['http://localhost:8080/', 'http://localhost:8080'],
  ['https://a.example/audit/api/v1/', 'https://a.example/audit'],
])('the address %s is %s', (raw, address) => {
  expect(serverAddress(raw, '--server')).toBe(address);
});

it.each(['localhost:8080', 'ftp://a', 'http://u:p@a', 'http://a?x=1', ''])(
  'refuses the address %j',
  (raw) => {
    expect(() => serverAddress(raw, '--server')).toThrow('--server');
  },
);
