import { resolve } from 'node:path';
import type { DatabaseConfig } from '../db/open-database.ts';
import type { Config } from './variables.ts';

const ssl = {
  disable: false,
  require: { rejectUnauthorized: false },
  'verify-full': { rejectUnauthorized: true },
};

/** Which database the configuration asks for. `folder` is what a relative data folder is relative to. */
export function databaseConfigOf(config: Config, folder: string): DatabaseConfig {
  if (config.DATABASE_URL !== undefined) {
    return {
      engine: 'postgres',
      connection: { connectionString: config.DATABASE_URL },
      maxConnections: config.DB_MAX_OPEN_CONNS,
    };
  }
  if (config.DB_HOST !== undefined) {
    return {
      engine: 'postgres',
      connection: {
        host: config.DB_HOST,
        port: config.DB_PORT,
        database: config.DB_NAME,
        user: config.DB_USER,
        ...(config.DB_PASSWORD === undefined ? {} : { password: config.DB_PASSWORD }),
        ssl: ssl[config.DB_SSLMODE],
      },
      maxConnections: config.DB_MAX_OPEN_CONNS,
    };
  }
  return {
    engine: 'pglite',
    dataDir: resolve(folder, config.INFRAUDIT_DATA_DIR),
    copyEveryMinutes: config.INFRAUDIT_COPY_EVERY_MINUTES,
    keepCopies: config.INFRAUDIT_KEEP_COPIES,
  };
}
