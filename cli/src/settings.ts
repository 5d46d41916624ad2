import { homedir } from 'node:os';
import { join } from 'node:path';
import { closest } from './command.ts';
import { readConfig, type StoredConfig } from './config-file.ts';
import { CliError, usage } from './errors.ts';

export const outputFormats = ['table', 'json', 'yaml', 'csv'] as const;
export type OutputFormat = (typeof outputFormats)[number];

export type Origin = 'flag' | 'environment' | 'file' | 'default';

/** Flags come before the environment, that before the file, that before the defaults. */
export type Settings = {
  server: string;
  serverFrom: Origin;
  output: OutputFormat;
  outputFrom: Origin;
  configPath: string;
  stored: StoredConfig;
  /** From INFRAUDIT_TOKEN: an access token or an API key. */
  environmentToken: string | null;
  debug: boolean;
  quiet: boolean;
  color: boolean;
};

export type GlobalFlags = {
  server?: string;
  output?: string;
  config?: string;
  color?: boolean;
  debug?: boolean;
  quiet?: boolean;
};

const defaultServer = 'http://localhost:8080';

export async function readSettings(
  flags: GlobalFlags,
  environment: NodeJS.ProcessEnv,
  terminal: { isTerminal: boolean; warn: (line: string) => void },
): Promise<Settings> {
  const configPath = flags.config ?? defaultConfigPath(environment);
  const stored = await readConfig(configPath, terminal.warn);
  const server = first([
    ['flag', flags.server],
    ['environment', environment.INFRAUDIT_SERVER_URL],
    ['file', stored.serverUrl],
    ['default', defaultServer],
  ]);
  const output = first([
    ['flag', flags.output],
    ['environment', environment.INFRAUDIT_OUTPUT],
    ['file', stored.output],
    ['default', 'table'],
  ]);
  const named = {
    flag: '--server',
    environment: 'INFRAUDIT_SERVER_URL',
    file: `server_url in ${configPath}`,
    default: '',
  };
  const outputNamed = {
    flag: '--output',
    environment: 'INFRAUDIT_OUTPUT',
    file: `output in ${configPath}`,
    default: '',
  };
  const token = environment.INFRAUDIT_TOKEN?.trim();
  return {
    // Checked when it is needed: what works without a server works with a wrong address too.
    get server() {
      return serverAddress(server.value, named[server.origin]);
    },
    serverFrom: server.origin,
    output: outputFormat(output.value, outputNamed[output.origin]),
    outputFrom: output.origin,
    configPath,
    stored,
    environmentToken: token === undefined || token === '' ? null : token,
    debug: flags.debug ?? false,
    quiet: flags.quiet ?? false,
    color:
      flags.color !== false && !environment.NO_COLOR && environment.TERM !== 'dumb' && terminal.isTerminal,
  };
}

function defaultConfigPath(environment: NodeJS.ProcessEnv): string {
  return join(environment.HOME || homedir(), '.infraudit', 'config.yaml');
}

function first(candidates: [Origin, string | null | undefined][]): { origin: Origin; value: string } {
  for (const [origin, value] of candidates)
    if (value !== undefined && value !== null && value !== '') return { origin, value };
  return { origin: 'default', value: '' };
}

/** The origin of a server: `https://audit.example.com`, without a trailing slash or the prefix of the API. */
export function serverAddress(raw: string, named: string): string {
  const text = raw
    .trim()
    .replace(/\/+$/, '')
    .replace(/\/api\/v1$/, '')
    .replace(/\/+$/, '');
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw usage(
      `${named}: "${raw}" is not the address of a server`,
      'Write it as https://infraudit.example.com or http://localhost:8080.',
    );
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw usage(`${named}: only scheme, host, port and path belong into the address of a server`);
  }
  return text;
}

export function outputFormat(raw: string, named: string): OutputFormat {
  const format = outputFormats.find((known) => known === raw);
  if (format !== undefined) return format;
  const near = closest(raw, outputFormats);
  throw new CliError(`${named}: "${raw}" is not an output format`, {
    fix: `${near === undefined ? '' : `Did you mean ${near}? `}Choose from ${outputFormats.join(', ')}.`,
    usage: true,
  });
}
