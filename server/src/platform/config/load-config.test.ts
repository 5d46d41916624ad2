import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '../../core/errors.ts';
import { loadConfig, parseConfig, secretValues } from './load-config.ts';
import { scheduleDefaults } from './variables.ts';

const key = 'ab'.repeat(32);
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'infraudit-config-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function problemsOf(given: Record<string, string>): Record<string, string> {
  try {
    parseConfig({ ENCRYPTION_KEY: key, ...given });
    return {};
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return Object.fromEntries(error.details.map(({ path, message }) => [path, message]));
  }
}

describe('the first start', () => {
  test('writes a private .env with fresh secrets and the five schedules, and uses it', () => {
    const { config, wrote } = loadConfig({ env: {}, folder });
    expect(wrote).toBe(join(folder, '.env'));
    expect(statSync(join(folder, '.env')).mode & 0o777).toBe(0o600);
    expect(config.ENCRYPTION_KEY).toMatch(/^[0-9a-f]{64}$/);
    for (const [name, cron] of Object.entries(scheduleDefaults)) {
      expect(config[name as keyof typeof scheduleDefaults]).toBe(cron);
    }
    const again = loadConfig({ env: {}, folder });
    expect(again.wrote).toBeUndefined();
    expect(again.config).toEqual(config);
  });

  test('does not repeat what the environment sets', () => {
    const { config } = loadConfig({ env: { ENCRYPTION_KEY: key, JOB_COST_SYNC_SCHEDULE: '' }, folder });
    expect(config.ENCRYPTION_KEY).toBe(key);
    expect(readFileSync(join(folder, '.env'), 'utf8')).not.toContain('\nJOB_COST_SYNC_SCHEDULE=');
    expect(config.JOB_COST_SYNC_SCHEDULE).toBeUndefined();
  });

  test('never makes a new key beside an existing database', () => {
    mkdirSync(join(folder, '.data', 'database'), { recursive: true });
    expect(() => loadConfig({ env: {}, folder })).toThrow(/Put the old \.env back/);
    expect(existsSync(join(folder, '.env'))).toBe(false);
  });
});

describe('a schedule', () => {
  test.each(['', '   ', 'off', 'disabled'])('of %j is not scheduled', (text) => {
    expect(
      parseConfig({ ENCRYPTION_KEY: key, JOB_RESOURCE_SYNC_SCHEDULE: text }).JOB_RESOURCE_SYNC_SCHEDULE,
    ).toBeUndefined();
  });

  test('that is commented out or removed is not scheduled', () => {
    writeFileSync(join(folder, '.env'), `ENCRYPTION_KEY=${key}\n#JOB_RESOURCE_SYNC_SCHEDULE=0 * * * *\n`);
    expect(loadConfig({ env: {}, folder }).config.JOB_RESOURCE_SYNC_SCHEDULE).toBeUndefined();
  });

  test('may have 5 fields, or 6 with leading seconds', () => {
    const config = parseConfig({
      ENCRYPTION_KEY: key,
      JOB_RESOURCE_SYNC_SCHEDULE: '*/5 * * * *',
      JOB_DRIFT_DETECTION_SCHEDULE: '30 */5 * * * *',
      JOB_COST_SYNC_SCHEDULE: '@daily',
    });
    expect(config.JOB_RESOURCE_SYNC_SCHEDULE).toBe('*/5 * * * *');
    expect(config.JOB_DRIFT_DETECTION_SCHEDULE).toBe('30 */5 * * * *');
    expect(config.JOB_COST_SYNC_SCHEDULE).toBe('@daily');
  });

  test.each([
    ['every day', /fields/],
    ['0 25 * * *', /hour "25" must be from 0 to 23/],
    ['0 0 30 2 *', /never falls due/],
    ['0 0 0 1 1 * 2027', /has 7/],
  ])('of %j stops the start and names the variable', (text, message) => {
    expect(problemsOf({ JOB_RESOURCE_SYNC_SCHEDULE: text }).JOB_RESOURCE_SYNC_SCHEDULE).toMatch(message);
  });
});

describe('a wrong value', () => {
  test.each([
    ['SERVER_PORT', '80800', /whole number from 0 to 65535/],
    ['SERVER_PORT', 'http', /whole number/],
    ['ENCRYPTION_KEY', 'secret', /64 hexadecimal/],
    ['DATABASE_URL', 'mysql://x', /postgres:/],
    ['DB_SSLMODE', 'maybe', /disable, require, verify-full/],
    ['METRICS_ENABLED', 'perhaps', /true or false/],
    ['INFRAUDIT_OWNER_EMAIL', 'me', /e-mail/],
    ['LOG_LEVEL', 'loud', /one of/],
    ['SESSION_SECRET', 'short', /32 characters/],
  ])('of %s=%s is named with the fix', (name, text, message) => {
    expect(problemsOf({ [name]: text })[name]).toMatch(message);
  });

  test('is reported together with all others', () => {
    expect(
      Object.keys(problemsOf({ SERVER_PORT: 'x', LOG_LEVEL: 'y', OIDC_ISSUER: 'https://a.example' })),
    ).toEqual(['SERVER_PORT', 'LOG_LEVEL', 'OIDC_CLIENT_ID']);
  });

  test('of a missing key says how to make one', () => {
    writeFileSync(join(folder, '.env'), 'SERVER_PORT=9000\n');
    expect(() => loadConfig({ env: {}, folder })).toThrow(/ENCRYPTION_KEY is required.*openssl rand -hex 32/);
  });
});

test('the environment wins over .env', () => {
  writeFileSync(join(folder, '.env'), `ENCRYPTION_KEY=${key}\nSERVER_PORT=9000\nLOG_LEVEL=warn\n`);
  const { config } = loadConfig({ env: { SERVER_PORT: '9001' }, folder });
  expect(config.SERVER_PORT).toBe(9001);
  expect(config.LOG_LEVEL).toBe('warn');
});

test('an unknown name of ours is a warning with a suggestion', () => {
  writeFileSync(join(folder, '.env'), `ENCRYPTION_KEY=${key}\n`);
  const { warnings } = loadConfig({
    env: { JOB_RESOURCE_SYNC_SCHEDUL: 'x', INFRAUDIT_SOMETHING_ELSE_ENTIRELY: 'y' },
    folder,
  });
  expect(warnings[0]).toContain('Did you mean JOB_RESOURCE_SYNC_SCHEDULE?');
  expect(warnings[1]).toMatch(/has no effect$/);
});

test('an .env that cannot be written is a warning, and the environment still counts', () => {
  const { config, warnings } = loadConfig({ env: { ENCRYPTION_KEY: key }, folder: join(folder, 'absent') });
  expect(warnings[0]).toContain('could not be written');
  expect(config.ENCRYPTION_KEY).toBe(key);
});

test('the password inside DATABASE_URL is a secret', () => {
  const config = parseConfig({ ENCRYPTION_KEY: key, DATABASE_URL: 'postgres://u:p%40ssword@host/db' });
  expect(secretValues(config)).toContain('p@ssword');
  expect(secretValues(config)).toContain(key);
});
