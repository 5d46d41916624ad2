import { AppError } from '../core/errors.ts';
import { recordKeyReplaced } from '../domain/govern/audit-log/index.ts';
import { resealSigningKeys, rotateSigningKey } from '../domain/govern/signing/index.ts';
import { rotateChannelSecrets } from '../domain/inform/notifications/index.ts';
import { resealWebhookSecrets } from '../domain/inform/webhooks/index.ts';
import { rotateCredentials } from '../domain/observe/providers/index.ts';
import { systemClock } from '../platform/clock.ts';
import { databaseConfigOf } from '../platform/config/database-config.ts';
import { loadConfig } from '../platform/config/load-config.ts';
import { type MoveProgress, type MoveResult, moveDatabase } from '../platform/db/move.ts';
import { type DatabaseConfig, openDatabase } from '../platform/db/open-database.ts';
import { createSecretBox } from '../platform/secrets/secret-box.ts';

/**
 * What an operator does on the machine of the installation, with its `.env` and its database, instead of
 * through the API. The embedded database can only be opened while the server is stopped.
 */
export async function rotateSecrets(folder: string): Promise<{
  keyId: string;
  rotated: number;
  failed: { providerId?: number; channelId?: number; message: string }[];
}> {
  const { config } = loadConfig({ env: process.env, folder });
  const previous = config.ENCRYPTION_KEY_PREVIOUS;
  const secrets = createSecretBox(config.ENCRYPTION_KEY, previous === undefined ? [] : [previous]);
  const db = await openDatabase(databaseConfigOf(config, folder));
  try {
    const credentials = await rotateCredentials({ db, secrets });
    await resealSigningKeys({ db, secrets });
    await resealWebhookSecrets({ db, secrets });
    const channels = await rotateChannelSecrets({ db, secrets });
    return {
      keyId: secrets.currentKeyId,
      rotated: credentials.rotated + channels.rotated,
      failed: [...credentials.failed, ...channels.failed],
    };
  } finally {
    await db.close();
  }
}

/** Retires the key that signs checkpoints, exports and evidence, and makes another. Former signatures stay valid. */
export async function replaceSigningKey(folder: string): Promise<{ keyId: string; retired: string | null }> {
  const { config } = loadConfig({ env: process.env, folder });
  const previous = config.ENCRYPTION_KEY_PREVIOUS;
  const secrets = createSecretBox(config.ENCRYPTION_KEY, previous === undefined ? [] : [previous]);
  const db = await openDatabase(databaseConfigOf(config, folder));
  try {
    return await rotateSigningKey({ db, secrets, clock: systemClock, rotated: recordKeyReplaced });
  } finally {
    await db.close();
  }
}

/**
 * Copies everything from the database that is configured into another, empty one: `to` is the address of a
 * PostgreSQL, or `embedded` for the data folder. The configuration is not changed. Nothing may use the source
 * meanwhile.
 */
export async function moveToDatabase(
  folder: string,
  to: string,
  onProgress: (progress: MoveProgress) => void,
): Promise<MoveResult & { from: string; to: string }> {
  const { config } = loadConfig({ env: process.env, folder });
  const source = databaseConfigOf(config, folder);
  const target = targetOf(
    to,
    databaseConfigOf({ ...config, DATABASE_URL: undefined, DB_HOST: undefined }, folder),
  );
  if (source.engine === 'pglite' && target.engine === 'pglite') {
    throw new AppError(
      'invalid_input',
      'The embedded database is in use already: name a PostgreSQL to move to',
    );
  }
  const from = await openDatabase(source);
  try {
    const into = await openDatabase(target);
    try {
      const result = await moveDatabase(from.engineRoom, into.engineRoom, onProgress);
      return { ...result, from: from.engine, to: into.engine };
    } finally {
      await into.close();
    }
  } finally {
    await from.close();
  }
}

function targetOf(to: string, embedded: DatabaseConfig): DatabaseConfig {
  if (to === 'embedded') return embedded;
  if (!/^postgres(ql)?:\/\//.test(to)) {
    throw new AppError(
      'invalid_input',
      'The target must be embedded, or an address like postgres://user:password@host/name',
    );
  }
  return { engine: 'postgres', connection: { connectionString: to }, maxConnections: 4 };
}
