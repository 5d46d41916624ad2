import { rotateCredentials } from '../domain/observe/providers/index.ts';
import { databaseConfigOf } from '../platform/config/database-config.ts';
import { loadConfig } from '../platform/config/load-config.ts';
import { openDatabase } from '../platform/db/open-database.ts';
import { createSecretBox } from '../platform/secrets/secret-box.ts';

/**
 * What an operator does on the machine of the installation, with its `.env` and its database, instead of
 * through the API. The embedded database can only be opened while the server is stopped.
 */
export async function rotateSecrets(folder: string): Promise<{
  keyId: string;
  rotated: number;
  failed: { providerId: number; message: string }[];
}> {
  const { config } = loadConfig({ env: process.env, folder });
  const previous = config.ENCRYPTION_KEY_PREVIOUS;
  const secrets = createSecretBox(config.ENCRYPTION_KEY, previous === undefined ? [] : [previous]);
  const db = await openDatabase(databaseConfigOf(config, folder));
  try {
    return { keyId: secrets.currentKeyId, ...(await rotateCredentials({ db, secrets })) };
  } finally {
    await db.close();
  }
}
