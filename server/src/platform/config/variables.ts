import { z } from 'zod';
import {
  address,
  hexKey,
  list,
  mailAddresses,
  oneOf,
  optional,
  schedule,
  setting,
  timeOfDay,
  type Variable,
  whole,
  words,
  yesOrNo,
} from './variable.ts';

const server = { group: 'Server' };
const database = { group: 'Database' };
const secrets = { group: 'Secrets', secret: true };
const identity = { group: 'Sign-in' };
const jobs = { group: 'Jobs' };
const notifications = { group: 'Notifications' };
const model = { group: 'Language model' };
const operation = { group: 'Operation' };

/** The only list of variables: configuration, `.env`, `.env.example` and the reference page come from it. */
export const variables = {
  SERVER_HOST: setting(
    { ...server, fallback: '127.0.0.1', sentence: 'Address to listen on; 0.0.0.0 listens on all of them.' },
    words(255),
  ),
  SERVER_PORT: setting(
    { ...server, fallback: '8080', sentence: 'Port to listen on; 0 takes a free one.' },
    whole(0, 65_535),
  ),
  FRONTEND_URL: optional(
    {
      ...server,
      sentence: 'Public address of this installation, for links and sign-in. Default: what it listens on.',
    },
    address('https', 'http'),
  ),
  ALLOWED_ORIGINS: setting(
    {
      ...server,
      fallback: '*',
      sentence:
        'Origins that browsers may call the API from, with commas between; * allows all, without cookies.',
    },
    list,
  ),
  INFRAUDIT_TRUST_PROXY: setting(
    {
      ...server,
      fallback: 'false',
      sentence: 'Take the caller’s address from X-Forwarded-For: only behind a proxy that sets it.',
    },
    yesOrNo,
  ),
  ENVIRONMENT: setting(
    {
      ...server,
      fallback: 'development',
      sentence:
        'development or production: production requires HTTPS for cookies and hides the API documentation.',
    },
    oneOf('development', 'production'),
  ),
  RATE_LIMIT_REQUESTS: setting(
    { ...server, fallback: '1200', sentence: 'Requests that one caller may make in a window.' },
    whole(1, 1_000_000),
  ),
  RATE_LIMIT_WINDOW_SECONDS: setting(
    { ...server, fallback: '60', sentence: 'Length of that window.' },
    whole(1, 3600),
  ),
  INFRAUDIT_ROLE: setting(
    {
      ...server,
      fallback: 'all',
      sentence:
        'all, or on PostgreSQL api, scheduler or worker: what this process does. `--role` says it for one start.',
    },
    oneOf('all', 'api', 'scheduler', 'worker'),
  ),
  SERVER_SHUTDOWN_TIMEOUT_SECONDS: setting(
    {
      ...server,
      fallback: '30',
      sentence: 'How long a stop waits for running work before it hands the work back.',
    },
    whole(1, 3600),
  ),

  DATABASE_URL: optional(
    {
      ...database,
      secret: true,
      sentence: 'PostgreSQL 14 or newer. Without it (and without DB_HOST) the embedded database is used.',
    },
    address('postgres', 'postgresql'),
  ),
  DB_HOST: optional({ ...database, sentence: 'PostgreSQL server, instead of DATABASE_URL.' }, words(255)),
  DB_PORT: setting({ ...database, fallback: '5432', sentence: 'Its port.' }, whole(1, 65_535)),
  DB_NAME: setting({ ...database, fallback: 'infraudit', sentence: 'Its database.' }, words(63)),
  DB_USER: setting({ ...database, fallback: 'infraudit', sentence: 'Its user.' }, words(63)),
  DB_PASSWORD: optional({ ...database, secret: true, sentence: 'Its password.' }, words()),
  DB_SSLMODE: setting(
    {
      ...database,
      fallback: 'disable',
      sentence: 'disable, require (encrypted) or verify-full (encrypted, and the certificate is checked).',
    },
    oneOf('disable', 'require', 'verify-full'),
  ),
  DB_MAX_OPEN_CONNS: setting(
    { ...database, fallback: '25', sentence: 'Connections that one process opens at most.' },
    whole(4, 500),
  ),
  INFRAUDIT_DATA_DIR: setting(
    { ...database, fallback: '.data', sentence: 'Folder of the embedded database, its lock and its copies.' },
    words(),
  ),
  INFRAUDIT_COPY_EVERY_MINUTES: setting(
    {
      ...database,
      fallback: '360',
      sentence: 'How often the embedded database is copied while it runs; 0 copies it only at stop.',
    },
    whole(0, 10_080),
  ),
  INFRAUDIT_KEEP_COPIES: setting(
    { ...database, fallback: '3', sentence: 'How many of these copies are kept.' },
    whole(1, 100),
  ),

  ENCRYPTION_KEY: optional(
    {
      ...secrets,
      sentence:
        'Encrypts stored credentials: 64 hexadecimal digits. Required; the first start makes one. Keep a copy apart from the database.',
    },
    hexKey,
  ),
  ENCRYPTION_KEY_PREVIOUS: optional(
    {
      ...secrets,
      sentence:
        'The key before a rotation, so that what it encrypted stays readable until infraudit secrets rotate is done.',
    },
    hexKey,
  ),
  SESSION_SECRET: optional(
    {
      ...secrets,
      sentence: 'Signs access tokens: at least 32 characters. Default: derived from ENCRYPTION_KEY.',
    },
    z.string().min(32, 'must have at least 32 characters').max(1000),
  ),

  INFRAUDIT_OWNER_EMAIL: optional(
    { ...identity, sentence: 'E-mail address of the first owner, for a set-up without a browser.' },
    z.email('must be an e-mail address'),
  ),
  INFRAUDIT_OWNER_PASSWORD: optional(
    {
      ...identity,
      secret: true,
      sentence:
        'Password of the first owner: at least 12 characters. Used once; remove it after the first start.',
    },
    z.string().min(12, 'must have at least 12 characters').max(1000),
  ),
  OIDC_ISSUER: optional(
    { ...identity, sentence: 'Issuer address of an OpenID Connect provider.' },
    address('https', 'http'),
  ),
  OIDC_CLIENT_ID: optional({ ...identity, sentence: 'Client id there.' }, words(255)),
  OIDC_CLIENT_SECRET: optional({ ...identity, secret: true, sentence: 'Client secret there.' }, words()),
  OIDC_SCOPES: setting(
    { ...identity, fallback: 'openid email profile', sentence: 'Scopes to ask for.' },
    words(500),
  ),
  OIDC_NEW_USERS: setting(
    {
      ...identity,
      fallback: 'false',
      sentence:
        'Let in everybody whom that provider knows, as a viewer; otherwise only members and the invited.',
    },
    yesOrNo,
  ),
  OIDC_TITLE: setting(
    { ...identity, fallback: 'single sign-on', sentence: 'Name of the provider on the sign-in page.' },
    words(100),
  ),
  SUPABASE_URL: optional(
    {
      ...identity,
      sentence: 'Supabase project whose access tokens are accepted; its keys are read from there.',
    },
    address('https', 'http'),
  ),
  SUPABASE_JWT_SECRET: optional(
    { ...identity, secret: true, sentence: 'Shared secret of that project, where it signs with one.' },
    words(),
  ),
  SUPABASE_NEW_USERS: setting(
    {
      ...identity,
      fallback: 'false',
      sentence:
        'Let in everybody whom that project signed in, as a viewer; otherwise only members and the invited.',
    },
    yesOrNo,
  ),
  SUPABASE_LINK_BY_EMAIL: setting(
    {
      ...identity,
      fallback: 'false',
      sentence:
        'Let a first Supabase token take over the local account of the same address: only for projects that confirm addresses.',
    },
    yesOrNo,
  ),

  JOB_RESOURCE_SYNC_SCHEDULE: job('Reads every connected account.'),
  JOB_DRIFT_DETECTION_SCHEDULE: job('Compares resources with their baselines.'),
  JOB_VULNERABILITY_SCAN_SCHEDULE: job('Looks for known vulnerabilities.'),
  JOB_COST_SYNC_SCHEDULE: job('Reads billing data.'),
  JOB_COMPLIANCE_CHECK_SCHEDULE: job('Assesses the enabled frameworks.'),
  JOB_TIMEOUT_SECONDS: setting(
    { ...jobs, fallback: '300', sentence: 'A run that takes longer is aborted and has failed.' },
    whole(1, 86_400),
  ),
  JOB_MINIMUM_INTERVAL_SECONDS: setting(
    {
      ...jobs,
      fallback: '60',
      sentence:
        'What must lie between two runs of a job that people make; a schedule that runs more often is refused.',
    },
    whole(1, 86_400),
  ),
  BASELINE_RETENTION_DAYS: optional(
    { ...jobs, sentence: 'Baselines that are older and replaced are removed. Default: kept for ever.' },
    whole(1, 36_500),
  ),

  GEMINI_API_KEY: optional(
    {
      ...model,
      secret: true,
      sentence:
        'Key of the Gemini API. With it an organisation may let Gemini word its recommendations; nothing leaves otherwise.',
    },
    words(200),
  ),
  GEMINI_MODEL: setting(
    { ...model, fallback: 'gemini-2.5-pro', sentence: 'Model that is asked.' },
    words(100),
  ),
  GEMINI_BASE_URL: optional(
    { ...model, sentence: 'Another address of the Gemini API, for a proxy.' },
    address('https', 'http'),
  ),
  SLACK_WEBHOOK_URL: optional(
    {
      ...notifications,
      secret: true,
      sentence: 'Incoming webhook of Slack: the first organisation gets a default channel that posts there.',
    },
    address('https', 'http'),
  ),
  SLACK_CHANNEL: setting(
    {
      ...notifications,
      fallback: '#alerts',
      sentence: 'Its channel; webhooks of today have one of their own and ignore this.',
    },
    words(80),
  ),
  SMTP_HOST: optional(
    {
      ...notifications,
      sentence: 'Mail server that sends. It may be on a private address: the operator named it.',
    },
    words(255),
  ),
  SMTP_PORT: setting(
    { ...notifications, fallback: '587', sentence: 'Its port; at 465 TLS begins at once.' },
    whole(1, 65_535),
  ),
  SMTP_USER: optional({ ...notifications, sentence: 'Its user; without one nobody signs in.' }, words(320)),
  SMTP_PASSWORD: optional({ ...notifications, secret: true, sentence: 'Its password.' }, words()),
  SMTP_FROM: optional(
    { ...notifications, sentence: 'Who sends. Default: SMTP_USER, where that is an e-mail address.' },
    z.email('must be an e-mail address').max(320),
  ),
  SMTP_TLS: setting(
    {
      ...notifications,
      fallback: 'true',
      sentence: 'Demand encryption (STARTTLS); false sends in the clear.',
    },
    yesOrNo,
  ),
  EMAIL_RECIPIENTS: setting(
    {
      ...notifications,
      fallback: '',
      sentence:
        'Addresses with commas between: the first organisation gets a default channel that mails there.',
    },
    mailAddresses,
  ),
  EMAIL_DIGEST_TIME: setting(
    {
      ...notifications,
      fallback: '07:00',
      sentence: 'When daily summaries go out, in UTC, where a rule does not say otherwise.',
    },
    timeOfDay,
  ),

  LOG_LEVEL: setting(
    { ...operation, fallback: 'info', sentence: 'trace, debug, info, warn, error or silent.' },
    oneOf('trace', 'debug', 'info', 'warn', 'error', 'silent'),
  ),
  LOG_FORMAT: setting(
    { ...operation, fallback: 'text', sentence: 'text for people, json for machines.' },
    oneOf('text', 'json'),
  ),
  METRICS_ENABLED: setting(
    { ...operation, fallback: 'true', sentence: 'Serve Prometheus metrics at /metrics.' },
    yesOrNo,
  ),
  METRICS_AUTH_TOKEN: optional(
    { ...operation, secret: true, sentence: 'Bearer token that /metrics asks for.' },
    words(),
  ),
  INFRAUDIT_ALLOW_AMBIENT_CREDENTIALS: setting(
    {
      ...operation,
      fallback: 'true',
      sentence:
        'Let accounts be connected by profiles and the default chain of this machine. Switch off where organisations do not trust each other.',
    },
    yesOrNo,
  ),
  INFRAUDIT_REQUIRED_TAGS: setting(
    {
      ...operation,
      fallback: '',
      sentence:
        'Tag keys that every resource must keep, with commas between: losing one is a drift of higher severity.',
    },
    list,
  ),
  INFRAUDIT_ALLOW_PRIVATE_ADDRESSES: setting(
    {
      ...operation,
      fallback: 'false',
      sentence:
        'Let outgoing calls reach private and loopback addresses: for emulators and services of your own network.',
    },
    yesOrNo,
  ),
} satisfies Record<string, Variable<unknown>>;

function job(sentence: string): Variable<string | undefined> {
  const words = `${sentence} Cron of 5 fields, or 6 with leading seconds, in UTC. Removed, commented out or empty: not scheduled.`;
  return optional({ ...jobs, sentence: words }, schedule);
}

/** What the first start writes for the five platform jobs. */
export const scheduleDefaults = {
  JOB_RESOURCE_SYNC_SCHEDULE: '0 */6 * * *',
  JOB_DRIFT_DETECTION_SCHEDULE: '0 */4 * * *',
  JOB_VULNERABILITY_SCAN_SCHEDULE: '0 2 * * *',
  JOB_COST_SYNC_SCHEDULE: '0 3 * * *',
  JOB_COMPLIANCE_CHECK_SCHEDULE: '0 4 * * *',
} satisfies Partial<Record<VariableName, string>>;

export type VariableName = keyof typeof variables;
type Values = { [K in VariableName]: (typeof variables)[K] extends Variable<infer T> ? T : never };

/** The parsed configuration, each value under the name of its variable. */
export type Config = Omit<Values, 'ENCRYPTION_KEY' | 'SESSION_SECRET'> & {
  ENCRYPTION_KEY: string;
  SESSION_SECRET: string;
};
