import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { fileURLToPath } from 'node:url';
import { auditLogRoutes } from '../domain/govern/audit-log/index.ts';
import {
  ensureOwner,
  forgetExpired,
  type Identity,
  identityRoutes,
  recognizer,
  setUpRequired,
} from '../domain/govern/identity/index.ts';
import { tenancyRoutes } from '../domain/govern/tenancy/index.ts';
import type { Config } from '../platform/config/variables.ts';
import { buildServer } from '../platform/http/build-server.ts';
import type { Log } from '../platform/log/log.ts';
import type { Advisor } from '../plugin-kit/define-advisor.ts';
import { composeDomain, type Domain, type DomainOptions } from './compose.ts';
import { registerDomainMetrics, registerSchedulerMetrics } from './domain-metrics.ts';
import { notificationSettings } from './notification-settings.ts';
import type { RunningPlatform } from './platform.ts';
import { schedulesOf } from './schedule-variables.ts';
import type { ProcessRole, RunningServer } from './start-server.ts';
import { productVersion } from './version.ts';

export { domainQueues } from './compose.ts';

const webFolder = fileURLToPath(new URL('../../../web/dist/', import.meta.url));
const forgetEveryMs = 3_600_000;

/** Starts what a process of its role does, over an open platform. */
export async function startDomain(
  platform: RunningPlatform,
  config: Config,
  role: ProcessRole,
  { providers, jobTypes }: Pick<DomainOptions, 'providers' | 'jobTypes'>,
): Promise<RunningServer> {
  const { database, log, clock, metrics } = platform;
  const address = { public: config.FRONTEND_URL ?? `http://localhost:${config.SERVER_PORT}` };
  const domain = composeDomain(
    { ...platform, publicUrl: () => address.public },
    {
      schedules: schedulesOf(config),
      jobTimeoutSeconds: config.JOB_TIMEOUT_SECONDS,
      allowPrivateAddresses: config.INFRAUDIT_ALLOW_PRIVATE_ADDRESSES,
      allowAmbientCredentials: config.INFRAUDIT_ALLOW_AMBIENT_CREDENTIALS,
      requiredTags: config.INFRAUDIT_REQUIRED_TAGS,
      baselineRetentionDays: config.BASELINE_RETENTION_DAYS,
      worker: `${hostname()}:${process.pid}:${randomBytes(3).toString('hex')}`,
      minimumIntervalSeconds: config.JOB_MINIMUM_INTERVAL_SECONDS,
      onExecutionEnded: registerDomainMetrics(metrics.registry, database),
      onOccurrence: registerSchedulerMetrics(metrics.registry),
      notifications: notificationSettings(config, log),
      providers,
      jobTypes,
      advisor: await advisorOf(config),
    },
  );
  const identity = identityOf(config, platform, domain, () => address.public);
  await createOwner(identity, config, log);
  await domain.prepare();

  const routes = [
    ...identityRoutes(identity),
    ...tenancyRoutes({ database, clock }),
    ...auditLogRoutes(platform),
    ...domain.routes,
  ];
  const app = await buildServer({
    routes,
    recognize: recognizer(identity),
    database,
    log,
    metrics,
    clock,
    version: productVersion,
    publicUrl: config.FRONTEND_URL ?? null,
    allowedOrigins: config.ALLOWED_ORIGINS,
    trustProxy: config.INFRAUDIT_TRUST_PROXY,
    production: config.ENVIRONMENT === 'production',
    rateLimit: { requests: config.RATE_LIMIT_REQUESTS, windowSeconds: config.RATE_LIMIT_WINDOW_SECONDS },
    metricsAccess: { enabled: config.METRICS_ENABLED, token: config.METRICS_AUTH_TOKEN },
    webFolder,
  });

  let url: string | undefined;
  if (role === 'all' || role === 'api') {
    url = await app.listen({ host: config.SERVER_HOST, port: config.SERVER_PORT });
    if (config.FRONTEND_URL === undefined) address.public = url;
  }
  const schedules = role === 'all' || role === 'scheduler';
  const works = role === 'all' || role === 'worker';
  const stopWorkers = schedules || works ? await domain.start({ schedules, works }) : undefined;
  const dispatcher = !works ? undefined : await platform.dispatch(domain.subscribers);
  const forget = setInterval(
    () =>
      void forgetExpired(identity).catch((error: unknown) => log.warn('expired sign-ins stay', { error })),
    forgetEveryMs,
  );
  forget.unref();

  let stopping: Promise<void> | undefined;
  return {
    url,
    get publicUrl() {
      return address.public;
    },
    platform,
    domain,
    identity,
    routes,
    setUpRequired: await setUpRequired(identity),
    stop() {
      stopping ??= (async () => {
        clearInterval(forget);
        // A caller who holds on to a request is let go when the time is over.
        const letGo = setTimeout(
          () => app.server.closeAllConnections(),
          config.SERVER_SHUTDOWN_TIMEOUT_SECONDS * 1000,
        );
        await app.close().finally(() => clearTimeout(letGo));
        await stopWorkers?.();
        await dispatcher?.stop();
        await platform.close(config.SERVER_SHUTDOWN_TIMEOUT_SECONDS);
      })();
      return stopping;
    },
  };
}

/** Read only where there is a key: most installations have none. */
async function advisorOf(config: Config): Promise<Advisor | null> {
  const { GEMINI_API_KEY: apiKey, GEMINI_MODEL: model, GEMINI_BASE_URL: baseUrl } = config;
  if (apiKey === undefined) return null;
  const { geminiAdvisor } = await import('../plugins/advisors/gemini/advisor.ts');
  return geminiAdvisor({ apiKey, model, baseUrl });
}

function identityOf(
  config: Config,
  platform: RunningPlatform,
  domain: Domain,
  publicUrl: () => string,
): Identity {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId } = config;
  const supabaseUrl = config.SUPABASE_URL ?? null;
  const jwtSecret = config.SUPABASE_JWT_SECRET ?? null;
  return {
    database: platform.database,
    now: () => platform.clock.now(),
    sessionSecret: config.SESSION_SECRET,
    publicUrl,
    version: productVersion,
    oidc:
      issuer === undefined || clientId === undefined
        ? null
        : {
            issuer,
            clientId,
            clientSecret: config.OIDC_CLIENT_SECRET ?? null,
            title: config.OIDC_TITLE,
            scopes: config.OIDC_SCOPES,
            newUsers: config.OIDC_NEW_USERS,
          },
    supabase:
      supabaseUrl === null && jwtSecret === null
        ? null
        : {
            url: supabaseUrl,
            jwtSecret,
            newUsers: config.SUPABASE_NEW_USERS,
            linkByEmail: config.SUPABASE_LINK_BY_EMAIL,
          },
    fetch: platform.outbound.fetch,
    onOrganizationCreated: [(tx, organizationId) => domain.onOrganizationCreated(tx, organizationId)],
  };
}

async function createOwner(identity: Identity, config: Config, log: Log): Promise<void> {
  const { INFRAUDIT_OWNER_EMAIL: email, INFRAUDIT_OWNER_PASSWORD: password } = config;
  if (email === undefined || password === undefined) return;
  if (await ensureOwner(identity, { email, password })) {
    log.info('the first owner was created; remove INFRAUDIT_OWNER_PASSWORD from the configuration now', {
      email,
    });
  }
}
