import { hkdfSync, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'dotenv';
import { AppError, describeError, type FieldProblem } from '../../core/errors.ts';
import { envFileText } from './documents.ts';
import { closestName } from './spelling.ts';
import { type Config, type VariableName, variables } from './variables.ts';

export type LoadedConfig = {
  config: Config;
  /** Sentences for the log: unknown names, an `.env` that could not be written. */
  warnings: string[];
  /** The file that this start wrote. */
  wrote: string | undefined;
};

const names = Object.keys(variables) as VariableName[];

/**
 * Reads the environment over `.env` in `folder`. Without that file it writes one with fresh secrets and the
 * default schedules. Throws an AppError that names each wrong variable and the fix.
 */
export function loadConfig(options: { env: NodeJS.ProcessEnv; folder: string }): LoadedConfig {
  const { env, folder } = options;
  const file = join(folder, '.env');
  const warnings: string[] = [];
  let wrote: string | undefined;
  if (!existsSync(file)) {
    refuseFreshKeyOverOldData(env, folder);
    const problem = writeFirst(file, env);
    if (problem === undefined) wrote = file;
    else warnings.push(problem);
  }
  const fromFile = existsSync(file) ? readEnvFile(file) : {};
  const given = { ...fromFile, ...definedOnly(env) };
  warnings.push(...unknownNames(given));
  return { config: parseConfig(given), warnings, wrote };
}

/** Parses texts without touching files; what `loadConfig` and tests use. */
export function parseConfig(given: Record<string, string | undefined>): Config {
  const problems: FieldProblem[] = [];
  const values: Record<string, unknown> = {};
  for (const name of names) {
    const { parse, fallback } = variables[name];
    const text = given[name]?.trim();
    const result = parse.safeParse(text === undefined || text === '' ? fallback : text);
    if (result.success) values[name] = result.data;
    else problems.push({ path: name, message: result.error.issues.map(({ message }) => message).join('; ') });
  }
  const partial = values as Partial<Config>;
  problems.push(...missingTogether(partial));
  const key = partial.ENCRYPTION_KEY;
  if (key === undefined && !problems.some(({ path }) => path === 'ENCRYPTION_KEY')) {
    problems.push({
      path: 'ENCRYPTION_KEY',
      message: 'is required: 64 hexadecimal digits; make one with: openssl rand -hex 32',
    });
  }
  if (problems.length > 0 || key === undefined) throw wrongValues(problems);
  return { ...(partial as Config), SESSION_SECRET: partial.SESSION_SECRET ?? derivedSecret(key) };
}

/** The values that no log and no answer may ever contain. */
export function secretValues(config: Config): string[] {
  const values = names.filter((name) => variables[name].secret).map((name) => config[name]);
  const fromUrl =
    config.DATABASE_URL === undefined ? '' : decodeURIComponent(new URL(config.DATABASE_URL).password);
  return [...values, fromUrl].filter(
    (value): value is string => typeof value === 'string' && value.length >= 6,
  );
}

function missingTogether(config: Partial<Config>): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const need = (name: VariableName, because: VariableName): void => {
    if (config[because] !== undefined && config[name] === undefined) {
      problems.push({ path: name, message: `is required when ${because} is set` });
    }
  };
  need('INFRAUDIT_OWNER_PASSWORD', 'INFRAUDIT_OWNER_EMAIL');
  need('INFRAUDIT_OWNER_EMAIL', 'INFRAUDIT_OWNER_PASSWORD');
  need('OIDC_CLIENT_ID', 'OIDC_ISSUER');
  need('OIDC_ISSUER', 'OIDC_CLIENT_ID');
  return problems;
}

function wrongValues(problems: FieldProblem[]): AppError {
  const lines = problems.map(({ path, message }) => `  ${path} ${message}`);
  const title =
    problems.length === 1
      ? 'A variable of the configuration is wrong'
      : 'Variables of the configuration are wrong';
  return new AppError('invalid_input', [`${title} (environment or .env):`, ...lines].join('\n'), {
    details: problems,
  });
}

function writeFirst(file: string, env: NodeJS.ProcessEnv): string | undefined {
  const text = envFileText({
    ENCRYPTION_KEY: randomBytes(32).toString('hex'),
    SESSION_SECRET: randomBytes(32).toString('base64url'),
    alreadySet: new Set(Object.keys(definedOnly(env))),
  });
  try {
    // `wx`: of two processes that start at once, one writes and both read the same file.
    writeFileSync(file, text, { mode: 0o600, flag: 'wx' });
    return undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return undefined;
    return `${file} could not be written (${describeError(error)}): only the environment counts, and jobs without a variable there are not scheduled`;
  }
}

/** A new key cannot read what the lost one encrypted, and would hide that until somebody syncs. */
function refuseFreshKeyOverOldData(env: NodeJS.ProcessEnv, folder: string): void {
  const dataDir = resolve(
    folder,
    env.INFRAUDIT_DATA_DIR?.trim() || variables.INFRAUDIT_DATA_DIR.fallback || '.data',
  );
  if (env.ENCRYPTION_KEY?.trim() || !existsSync(join(dataDir, 'database'))) return;
  throw new AppError(
    'invalid_input',
    `There is a database in ${dataDir} but no .env and no ENCRYPTION_KEY: a new key could not read the credentials stored there. ` +
      'Put the old .env back, or set ENCRYPTION_KEY, or give an empty folder with INFRAUDIT_DATA_DIR',
    { details: [{ path: 'ENCRYPTION_KEY', message: 'is missing beside an existing database' }] },
  );
}

function readEnvFile(file: string): Record<string, string> {
  try {
    return parse(readFileSync(file));
  } catch (error) {
    throw new AppError('invalid_input', `${file} cannot be read: ${describeError(error)}`);
  }
}

function unknownNames(given: Record<string, string>): string[] {
  return Object.keys(given)
    .filter((name) => /^(INFRAUDIT|JOB)_/.test(name) && !(name in variables))
    .map((name) => {
      const close = closestName(name, names);
      return `${name} is not a variable of InfraAudit and has no effect${close === undefined ? '' : `. Did you mean ${close}?`}`;
    });
}

function derivedSecret(encryptionKey: string): string {
  return Buffer.from(
    hkdfSync('sha256', Buffer.from(encryptionKey, 'hex'), '', 'infraudit access tokens', 32),
  ).toString('base64url');
}

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
