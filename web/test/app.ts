import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Sandbox, startSandbox } from '@infraudit/sandbox';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { type RunningServer, startServer } from '../../server/src/main/start-server.ts';
import { parseConfig } from '../../server/src/platform/config/load-config.ts';
import { freshPgliteFolder } from '../../server/src/platform/db/testing.ts';
import { silentLog } from '../../server/src/platform/log/log.ts';
import { joinAs } from './job-history.ts';

/** The product as it runs: real server, real pages, a real browser, and a cloud account on loopback. */
export type App = {
  url: string;
  server: RunningServer;
  sandbox: Sandbox;
  browser: Browser;
  /** A browser window of its own. Problems of its console fail the suite at `stop`. */
  open(options?: WindowOptions): Promise<Page>;
  /** Calls the API as the owner, as the page would. */
  call<T = Record<string, never>>(method: string, path: string, body?: unknown): Promise<T>;
  /** Waits until no job runs. */
  idle(): Promise<void>;
  stop(): Promise<void>;
};

export type WindowOptions = {
  scheme?: 'light' | 'dark';
  /** False: nobody is signed in. A cookie: that person. */
  as?: string | false;
  width?: number;
  height?: number;
};

export const owner = {
  email: 'ada@northwind.example',
  name: 'Ada Park',
  password: 'correct horse battery staple',
  organization: 'Northwind',
};

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Null where the machine has no browser; the suites then say so instead of failing. */
export const browserPath: string | null =
  [process.env.CHROMIUM_PATH ?? '', ...places].find((path) => path !== '' && existsSync(path)) ?? null;

if (browserPath === null) {
  process.stderr.write(
    'The suites of the web pages need Chromium: install it (Debian: apt-get install chromium) or name it in ' +
      'CHROMIUM_PATH. They are left out.\n',
  );
}

export async function startApp(): Promise<App> {
  const folder = mkdtempSync(join(tmpdir(), 'infraudit-web-'));
  const data = join(folder, 'data');
  mkdirSync(data);
  renameSync(await freshPgliteFolder(), join(data, 'database'));
  const config = parseConfig({
    ENCRYPTION_KEY: 'ab'.repeat(32),
    SERVER_PORT: '0',
    RATE_LIMIT_REQUESTS: '1000000',
    INFRAUDIT_DATA_DIR: data,
    INFRAUDIT_ALLOW_PRIVATE_ADDRESSES: 'true',
    JOB_RESOURCE_SYNC_SCHEDULE: '0 */6 * * *',
    JOB_DRIFT_DETECTION_SCHEDULE: '30 */4 * * *',
  });
  const [server, sandbox, browser] = await Promise.all([
    startServer({ config, folder, log: silentLog }),
    startSandbox(),
    chromium.launch({
      executablePath: browserPath ?? '',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    }),
  ]);
  const url = server.url ?? '';
  const complaints: string[] = [];
  const contexts: BrowserContext[] = [];
  let cookie: string | undefined;

  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        'X-Requested-With': 'infraudit',
        ...(cookie === undefined ? {} : { cookie }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    cookie ??= response.headers.getSetCookie()[0]?.split(';')[0];
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return (text === '' ? {} : JSON.parse(text)) as T;
  };

  return {
    url,
    server,
    sandbox,
    browser,
    call,
    async open({ scheme = 'light', as = cookie ?? false, width = 1440, height = 900 } = {}) {
      const context = await browser.newContext({
        viewport: { width, height },
        colorScheme: scheme,
        reducedMotion: 'reduce',
        permissions: ['clipboard-read', 'clipboard-write'],
      });
      contexts.push(context);
      if (as !== false) {
        const [name = '', value = ''] = as.split('=');
        await context.addCookies([{ name, value, url }]);
      }
      const page = await context.newPage();
      page.setDefaultTimeout(60_000);
      page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
      page.on('console', (message) => {
        // An answer of 4xx is written to the console by the browser itself; the page shows it.
        if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
          complaints.push(`${page.url()}: ${message.text()}`);
        }
      });
      return page;
    },
    async idle() {
      for (;;) {
        const status = await call<{ running: unknown[] }>('GET', '/status');
        if (status.running.length === 0) return;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
    async stop() {
      for (const context of contexts) await context.close();
      await browser.close();
      await server.stop();
      await sandbox.stop();
      rmSync(folder, { recursive: true, force: true });
      if (complaints.length > 0) throw new Error(`the pages complained:\n${complaints.join('\n')}`);
    },
  };
}

/** An owner, a connected account with its first sync, seven changes by an intruder and a colleague, a scan. */
export async function startSeededApp(
  options: { denied?: string[] } = {},
): Promise<App & { providerId: number }> {
  const app = await startApp();
  await app.call('POST', '/setup', {
    email: owner.email,
    name: owner.name,
    password: owner.password,
    organization: owner.organization,
    time_zone: 'Europe/Berlin',
  });
  for (const action of options.denied ?? []) app.sandbox.faults.deny(action);
  const provider = await app.call<{ id: number }>('POST', '/providers/aws/connect', {
    name: 'production',
    ...app.sandbox.credentials,
    endpointUrl: app.sandbox.endpoint,
  });
  await app.idle();
  app.sandbox.applyChanges();
  await app.call('POST', `/providers/${provider.id}/sync`);
  await app.idle();
  await app.call('POST', '/drifts/detect', {});
  await app.idle();
  await app.call('POST', '/reports', { kind: 'drift', recipients: [owner.email] });
  await app.call('POST', '/reports', { kind: 'job_activity', format: 'csv' });
  await app.idle();
  return { ...app, providerId: provider.id };
}

/** Every page of the app with real content, by the name that its picture has. */
export async function allPages(app: App): Promise<{ name: string; path: string }[]> {
  type List = { data: { id: number; severity?: string; resource_type?: string }[] };
  const drifts = await app.call<List>('GET', '/drifts?per_page=100');
  const drift = drifts.data.find((candidate) => candidate.severity === 'critical') ?? drifts.data[0];
  const buckets = await app.call<List>('GET', '/resources?type=s3_bucket');
  const jobs = await app.call<List>('GET', '/jobs?q=Production');
  const job = jobs.data[0]?.id;
  const executions = await app.call<{ data: { id: number; log_lines: number }[] }>(
    'GET',
    '/executions?job_type=resource_sync&trigger=manual,api,system&status=succeeded',
  );
  const execution = executions.data.find((candidate) => candidate.log_lines > 0)?.id;
  const approvals = await app.call<List>('GET', '/approvals');
  const providers = await app.call<List>('GET', '/providers');
  const alerts = (await app.call<List>('GET', '/alerts?type=security&sort=severity')).data;
  const alert = (alerts[0] ?? (await app.call<List>('GET', '/alerts?status=all')).data[0])?.id;
  const recommendations = await app.call<List>('GET', '/recommendations');
  const remediations = await app.call<List>('GET', '/remediation');
  const webhooks = await app.call<{ data: { id: string }[] }>('GET', '/webhooks');
  const bucket = buckets.data[0]?.id;
  const reports = await app.call<{ data: { id: string }[] }>('GET', '/reports');
  return [
    { name: 'dashboard', path: '/' },
    { name: 'providers', path: '/providers' },
    { name: 'connect', path: '/providers/connect' },
    { name: 'provider', path: `/providers/${providers.data[0]?.id}` },
    { name: 'credentials', path: `/providers/${providers.data[0]?.id}/credentials` },
    { name: 'resources', path: '/resources' },
    { name: 'resource', path: `/resources/${bucket}?type=s3_bucket` },
    { name: 'resource-configuration', path: `/resources/${bucket}?tab=configuration&full=1` },
    { name: 'resource-drifts', path: `/resources/${bucket}?tab=drifts&full=1` },
    { name: 'resource-baselines', path: `/resources/${bucket}?tab=baselines&full=1` },
    { name: 'drifts', path: '/drifts' },
    { name: 'drift', path: `/drifts/${drift?.id}` },
    { name: 'drift-rules', path: '/drift-rules' },
    ...(await compliancePages(app, bucket)),
    { name: 'alerts', path: '/alerts' },
    ...(alert === undefined ? [] : [{ name: 'alert', path: `/alerts/${alert}` }]),
    { name: 'recommendations', path: '/recommendations' },
    ...recommendations.data
      .slice(0, 1)
      .map(({ id }) => ({ name: 'recommendation', path: `/recommendations/${id}` })),
    { name: 'remediations', path: '/remediation' },
    ...remediations.data
      .slice(0, 1)
      .map(({ id }) => ({ name: 'remediation', path: `/remediation/${id}?full=1` })),
    { name: 'approvals', path: '/approvals' },
    ...approvals.data.slice(0, 1).map(({ id }) => ({ name: 'approval', path: `/approvals/${id}` })),
    { name: 'jobs', path: '/jobs' },
    { name: 'job', path: `/jobs/${job}?full=1` },
    { name: 'job-history', path: `/jobs/${job}?tab=history` },
    { name: 'job-explain', path: `/jobs/${job}?tab=explain&at=${new Date().toISOString()}` },
    { name: 'new-job', path: '/jobs/new?type=drift_detection' },
    { name: 'edit-job', path: `/jobs/${job}/edit?step=schedule` },
    { name: 'execution', path: `/executions/${execution}` },
    { name: 'reports', path: '/reports' },
    ...reports.data.slice(0, 1).map(({ id }) => ({ name: 'report', path: `/reports/${id}` })),
    { name: 'new-report', path: '/reports/new' },
    { name: 'audit-log', path: '/audit-log' },
    { name: 'settings', path: '/settings/organization' },
    { name: 'team', path: '/settings/team' },
    { name: 'api-keys', path: '/settings/api-keys' },
    { name: 'notifications', path: '/settings/notifications' },
    { name: 'notification-rules', path: '/settings/notifications?tab=rules' },
    { name: 'notification-history', path: '/settings/notifications?tab=history' },
    { name: 'my-notifications', path: '/settings/notifications?tab=mine' },
    { name: 'webhooks', path: '/settings/webhooks' },
    ...webhooks.data.slice(0, 1).map(({ id }) => ({ name: 'webhook', path: `/settings/webhooks/${id}` })),
    { name: 'recommendation-settings', path: '/settings/recommendations' },
    { name: 'remediation-settings', path: '/settings/remediation' },
    { name: 'profile', path: '/settings/profile' },
  ];
}

/** The pages of compliance, when a framework is enabled; without one only those that then have something to say. */
async function compliancePages(
  app: App,
  bucketId: number | undefined,
): Promise<{ name: string; path: string }[]> {
  const assessments = await app.call<{ data: { id: number; framework_id: string }[] }>(
    'GET',
    '/compliance/assessments?framework_id=cis-aws',
  );
  const exceptions = await app.call<{ data: { id: number }[] }>('GET', '/compliance/exceptions');
  const custom = await app.call<{ data: { id: string }[] }>('GET', '/controls/custom');
  return [
    { name: 'compliance', path: '/compliance' },
    { name: 'framework', path: '/compliance/frameworks/cis-aws' },
    ...assessments.data
      .slice(0, 1)
      .map(({ id }) => ({ name: 'assessment', path: `/compliance/assessments/${id}` })),
    { name: 'controls', path: '/compliance/controls' },
    { name: 'control', path: '/compliance/controls/aws-s3-bucket-public-access-blocked' },
    { name: 'exceptions', path: '/compliance/exceptions' },
    ...exceptions.data
      .slice(0, 1)
      .map(({ id }) => ({ name: 'exception', path: `/compliance/exceptions/${id}` })),
    { name: 'custom-controls', path: '/compliance/custom-controls' },
    ...custom.data
      .slice(0, 1)
      .map(({ id }) => ({ name: 'custom-control', path: `/compliance/custom-controls/${id}` })),
    { name: 'new-custom-control', path: '/compliance/custom-controls/new' },
    { name: 'resource-compliance', path: `/resources/${bucketId}?tab=compliance&full=1` },
  ];
}

/** A framework that is assessed, an exception that waits for somebody, and a control of the organisation's own. */
export async function seedCompliance(app: App): Promise<void> {
  await app.call('POST', '/compliance/frameworks/cis-aws/enable', {});
  await app.idle();
  const control = 'aws-s3-bucket-public-access-blocked';
  const failing = await app.call<{ data: { resource_id: number }[] }>(
    'GET',
    `/controls/${control}/resources?status=fail`,
  );
  await app.call('POST', '/compliance/exceptions', {
    control_id: control,
    resource_id: failing.data[0]?.resource_id,
    reason: 'A partner reads it from outside until the migration in spring is over.',
    owner: 'Platform team',
    expires_at: new Date(Date.now() + 60 * 86_400_000).toISOString(),
  });
  await app.call('POST', '/controls/custom', {
    id: 'buckets-have-an-owner',
    title: 'Buckets have an owner',
    resource_types: ['s3_bucket'],
    check: 'has(tags.Team) && tags.Team != ""',
    severity: 'low',
    category: 'governance',
    risk: 'Nobody answers for a bucket without an owner, so it outlives the people who needed it.',
    advice: { console: 'Add the tag Team with the name of the team that answers for it.' },
    tests: [
      { title: 'with a team', configuration: {}, tags: { Team: 'data' }, expect: 'pass' },
      { title: 'without one', configuration: {}, expect: 'fail' },
    ],
  });
  await app.call('POST', '/compliance/assess', {});
  await app.idle();
}

/**
 * A channel, a rule and a webhook that something answers, and a change that a colleague asked for and that waits for
 * the owner. Answers how to end what listens.
 */
export async function seedResponse(app: App & { providerId: number }): Promise<() => void> {
  const receiver = createServer((request, response) => {
    request.resume();
    response.end('ok');
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  const channel = await app.call<{ id: number }>('POST', '/notifications/channels', {
    name: '#security',
    kind: 'slack',
    settings: { channel: '#security' },
    secrets: { webhook_url: `${address}/services/T000/B000/XXXX` },
  });
  await app.call('POST', '/notifications/preferences', {
    name: 'Critical and high to the security team',
    channel_id: channel.id,
    severity: 'high',
    alert_type: 'security',
    quiet_hours: { from: '22:00', to: '07:00', time_zone: 'Europe/Berlin', urgent: 'critical' },
  });
  await app.call('POST', '/webhooks', {
    name: 'Incident desk',
    url: `${address}/infraudit`,
    events: ['alert.created', 'alert.resolved', 'remediation.completed'],
  });
  await app.call('PUT', `/providers/${app.providerId}/write-credentials`, {
    ...app.sandbox.writer,
    endpointUrl: app.sandbox.endpoint,
  });
  const colleague = await joinAs(app, {
    email: 'ravi@northwind.example',
    name: 'Ravi Nair',
    role: 'admin',
  });
  const drifts = await app.call<{ data: { id: number; attribute: string }[] }>('GET', '/drifts');
  const drift = drifts.data.find(({ attribute }) => attribute === 'PublicAccessBlockConfiguration');
  await fetch(`${app.url}/api/v1/remediation`, {
    method: 'POST',
    headers: {
      'X-Requested-With': 'infraudit',
      'content-type': 'application/json',
      cookie: colleague.cookie,
    },
    body: JSON.stringify({ finding_type: 'drift', finding_id: drift?.id, note: 'Nobody needs it open.' }),
  });
  await app.call('POST', '/alerts', {
    title: 'A partner saw invoices of another customer',
    type: 'security',
    severity: 'high',
    description: 'Their mail of this morning; the export of last night went to the wrong bucket.',
  });
  await app.idle();
  return () => receiver.close();
}

/** Loaded means: no skeleton is left. The live stream never ends, so the network is never idle. */
export async function visit(page: Page, app: App, path: string): Promise<void> {
  await page.goto(app.url + path);
  await page.locator('h1:visible').first().waitFor();
  await page.waitForFunction(() => document.querySelector('[aria-label="Loading"]') === null);
}
