import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Sandbox, startSandbox } from '@infraudit/sandbox';
import { type RunningServer, startServer } from '../../server/src/main/start-server.ts';
import { parseConfig } from '../../server/src/platform/config/load-config.ts';
import { freshPgliteFolder } from '../../server/src/platform/db/testing.ts';
import { silentLog } from '../../server/src/platform/log/log.ts';

export const owner = { email: 'ana@example.com', password: 'a long enough password' };

export type Live = { url: string; sandbox: Sandbox; server: RunningServer; stop(): Promise<void> };

/** The product as it runs, with its workers, beside a small AWS on loopback. */
export async function startLive({
  before = () => undefined,
  ...more
}: Pick<Parameters<typeof startServer>[0], 'jobTypes'> & {
  /** What the account holds when it is read for the first time. */
  before?: (sandbox: Sandbox) => void;
} = {}): Promise<Live> {
  const folder = mkdtempSync(join(tmpdir(), 'infraudit-cli-'));
  const data = join(folder, 'data');
  mkdirSync(data);
  renameSync(await freshPgliteFolder(), join(data, 'database'));
  const sandbox = await startSandbox();
  before(sandbox);
  const config = parseConfig({
    ENCRYPTION_KEY: 'ab'.repeat(32),
    SERVER_PORT: '0',
    SERVER_HOST: '127.0.0.1',
    INFRAUDIT_DATA_DIR: data,
    INFRAUDIT_ALLOW_PRIVATE_ADDRESSES: 'true',
    INFRAUDIT_OWNER_EMAIL: owner.email,
    INFRAUDIT_OWNER_PASSWORD: owner.password,
    RATE_LIMIT_REQUESTS: '1000000',
  });
  const server = await startServer({ config, folder, log: silentLog, ...more });
  return {
    url: (server.url ?? '').replace(/\/$/, ''),
    sandbox,
    server,
    async stop() {
      await server.stop();
      await sandbox.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
