import { AppError } from '../../../core/errors.ts';
import {
  defineProvider,
  type ProviderSession,
  type ScanSource,
} from '../../../plugin-kit/define-provider.ts';
import type { ProviderWriter } from '../../../plugin-kit/define-writer.ts';
import { lookupChanges } from './changes.ts';
import { awsCollectors } from './collectors.generated.ts';
import { connectError, regionNotEnabled } from './connect-errors.ts';
import { keySource } from './credential-source.ts';
import {
  type AwsCredentials,
  type AwsSettings,
  awsAuthMethods,
  awsCredentials,
  awsSettings,
} from './credentials.ts';
import { policyDocuments, setupArtifacts } from './policy.ts';
import { preflight } from './preflight.ts';
import { enabledRegions, homeRegion, isEnabledByDefault, partitionOf } from './regions.ts';
import { globalRegion, notStarted, scanSource } from './scan.ts';
import { actingSession } from './session/acting-session.ts';
import type { AwsActingSession } from './session/acting-types.ts';
import { AwsCallError, isCode } from './session/call-error.ts';
import { type AwsConnection, type AwsLimits, openConnection } from './session/connection.ts';
import type { AwsCollector } from './session/open-session.ts';
import { readTags } from './tags/read-tags.ts';
import { awsTagRules } from './tags/tag-rules.ts';
import { changeTags, tagWrites } from './tags/write-tags.ts';
import { writeArtifacts } from './write-policy.ts';

const preflightConcurrency = 8;
const preflightTimeoutMs = 60_000;
/** A person waits for the answer of a connect; a scan has more patience. */
const connectTimeoutMs = 30_000;

export type AwsOpenOptions = {
  settings: AwsSettings;
  allowEndpointOverride: boolean;
  allowAmbientCredentials: boolean;
  signal?: AbortSignal;
  limits?: Partial<AwsLimits>;
  collectors?: readonly AwsCollector[];
  onAttempt?: (operation: string, region: string) => void;
  quotaFactor?: number;
  /** The only calls besides reads that may be sent; none when absent. */
  writes?: ReadonlySet<string>;
};

/** Opens and validates a connection. The door for tests and benchmarks that set limits of their own. */
export async function openAws(
  credentials: AwsCredentials,
  options: AwsOpenOptions,
): Promise<ProviderSession> {
  const { connection, identity } = await openValidated(credentials, options);
  return awsSession(connection, options.settings, identity, options.collectors ?? awsCollectors);
}

/** A connection that sends the given writes and no others; those about tags when none are given. */
async function openAwsWriter(
  credentials: AwsCredentials,
  { writes, ...options }: Omit<AwsOpenOptions, 'writes'> & { writes?: readonly string[] },
): Promise<ProviderWriter> {
  const allowed = writes === undefined ? tagWrites : new Set(writes);
  const { connection, identity } = await openValidated(credentials, { ...options, writes: allowed });
  return {
    identity: async () => identity,
    changeTags: (target, change, signal) => changeTags(connection, target, change, signal),
    acting: (region, signal, onWait) => actingIn(connection, identity, region, { signal, onWait }),
    close: () => connection.close(),
  };
}

/** The session of remediations, in the region of a resource. */
function actingIn(
  connection: AwsConnection,
  { accountId, partition }: CallerIdentity,
  region: string,
  {
    signal,
    onWait = () => undefined,
  }: { signal: AbortSignal; onWait?: ((words: string) => void) | undefined },
): AwsActingSession {
  const place = region === globalRegion || region === '' ? homeRegion(partition) : region;
  return actingSession(connection, { accountId, partition, region: place, signal, waits: onWait });
}

async function openValidated(
  credentials: AwsCredentials,
  options: AwsOpenOptions,
): Promise<{ connection: AwsConnection; identity: CallerIdentity }> {
  const { settings } = options;
  refuseWhatIsNotAllowed(credentials, options);
  const deadline = AbortSignal.timeout(connectTimeoutMs);
  const signal = options.signal === undefined ? deadline : AbortSignal.any([options.signal, deadline]);
  try {
    return await openIdentified(credentials, options, settings.region, signal);
  } catch (error) {
    if (error instanceof AppError) throw error;
    if (await isOnlyTheRegion(error, credentials, options, signal)) throw regionNotEnabled(settings.region);
    throw connectError(error, credentials, settings);
  }
}

async function openIdentified(
  credentials: AwsCredentials,
  options: AwsOpenOptions,
  region: string,
  signal: AbortSignal,
): Promise<{ connection: AwsConnection; identity: CallerIdentity }> {
  const { limits, onAttempt, quotaFactor, settings, writes } = options;
  const keys = await keySource(credentials, {
    region,
    endpoint: settings.endpointUrl,
    maxAttempts: limits?.maxAttempts ?? 3,
    timeoutMs: Math.min(limits?.attemptTimeoutMs ?? connectTimeoutMs, connectTimeoutMs),
  });
  const connection = openConnection({
    credentials: keys,
    endpoints: { all: settings.endpointUrl },
    ...(limits === undefined ? {} : { limits }),
    ...(onAttempt === undefined ? {} : { onAttempt }),
    ...(quotaFactor === undefined ? {} : { quotaFactor }),
    ...(writes === undefined ? {} : { writes }),
  });
  try {
    return { connection, identity: await callerIdentity(connection, region, signal) };
  } catch (error) {
    connection.close();
    throw error;
  }
}

// In a region that the customer did not enable, STS says of good keys that it does not know them.
async function isOnlyTheRegion(
  error: unknown,
  credentials: AwsCredentials,
  options: AwsOpenOptions,
  signal: AbortSignal,
): Promise<boolean> {
  const { region } = options.settings;
  const unknownKey =
    error instanceof AwsCallError &&
    isCode(error.code, ['InvalidClientTokenId', 'UnrecognizedClientException']);
  if (!unknownKey || isEnabledByDefault(region)) return false;
  try {
    const { connection } = await openIdentified(
      credentials,
      options,
      homeRegion(partitionOf(region)),
      signal,
    );
    connection.close();
    return true;
  } catch {
    return false;
  }
}

function refuseWhatIsNotAllowed(credentials: AwsCredentials, options: AwsOpenOptions): void {
  if (options.settings.endpointUrl !== undefined && !options.allowEndpointOverride) {
    throw new AppError('forbidden', 'an endpoint other than the one of AWS is not allowed here', {
      details: [
        {
          path: 'settings.endpointUrl',
          message: 'leave it out, or let the operator allow private addresses',
        },
      ],
    });
  }
  const ownIdentity = credentials.method === 'assume_role' && credentials.sourceAccessKeyId === undefined;
  // Without an external id anybody who can guess a role ARN could read through the identity of the server.
  if (ownIdentity && !options.allowAmbientCredentials && credentials.externalId === undefined) {
    throw new AppError(
      'invalid_input',
      "a role that the server's own identity assumes needs an external id",
      {
        details: [
          {
            path: 'credentials.externalId',
            message: 'set sts:ExternalId in the trust policy and enter it here',
          },
        ],
      },
    );
  }
}

type CallerIdentity = { accountId: string; principal: string; partition: string };

async function callerIdentity(
  connection: AwsConnection,
  region: string,
  signal: AbortSignal,
): Promise<CallerIdentity> {
  const call = { region, signal, permission: 'sts:GetCallerIdentity' };
  const answer = (await connection.send('sts', 'GetCallerIdentity', {}, call)) as {
    Account?: string;
    Arn?: string;
  };
  const partition = answer.Arn?.split(':')[1];
  if (answer.Account === undefined || answer.Arn === undefined || partition === undefined) {
    throw new AppError('upstream_failed', 'the endpoint does not answer as AWS does: it names no account', {
      details: [{ path: 'settings.endpointUrl', message: 'check that the address is an AWS endpoint' }],
    });
  }
  return { accountId: answer.Account, principal: answer.Arn, partition };
}

function awsSession(
  connection: AwsConnection,
  settings: AwsSettings,
  identity: CallerIdentity,
  collectors: readonly AwsCollector[],
): ProviderSession {
  const byType = new Map(collectors.map((collector) => [collector.resource.type, collector]));
  const home = homeRegion(identity.partition);
  const never = new AbortController().signal;
  const regionOf = (region: string): string => (region === globalRegion ? home : region);
  const factsFor = (region: string, signal: AbortSignal) => ({
    accountId: identity.accountId,
    partition: identity.partition,
    region: regionOf(region),
    signal,
  });

  async function* scan(source: ScanSource, signal: AbortSignal) {
    const collector = byType.get(source.collector);
    if (collector === undefined) {
      const message = `there is no collector of the type "${source.collector}"`;
      const gap = { source: source.collector, region: source.region, reason: 'unsupported' as const };
      const missing = { ...gap, paths: ['*'], resources: null, message };
      yield { kind: 'end' as const, outcome: notStarted(source, missing, 'failed') };
      return;
    }
    yield* scanSource({ connection, collector, source, facts: factsFor(source.region, signal) });
  }

  const session: ProviderSession = {
    identity: async () => identity,
    regions: (signal) =>
      enabledRegions(connection, {
        primary: settings.region,
        partition: identity.partition,
        signal: signal ?? never,
      }),
    // Global sources first: their one bucket per API makes them the longest, so they must not start last.
    planScan: (regions) =>
      collectors
        .toSorted((a, b) => a.scope.localeCompare(b.scope))
        .flatMap((collector) =>
          (collector.scope === 'global' ? [globalRegion] : regions).map((region) => ({
            collector: collector.resource.type,
            region,
          })),
        ),
    scan,
    async readOne(type, externalId, region, signal) {
      const collector = byType.get(type);
      if (collector?.one === undefined) return { state: 'unsupported' };
      const source = { collector: type, region: collector.scope === 'global' ? globalRegion : region };
      const one = collector.one(externalId);
      const facts = factsFor(source.region, signal);
      for await (const event of scanSource({ connection, collector, source, facts, one })) {
        if (event.kind === 'resource') {
          if (event.resource.externalId === externalId) return { state: 'found', resource: event.resource };
        } else if (!event.outcome.complete) {
          const [gap] = event.outcome.gaps;
          if (gap === undefined) throw new Error(`the scan of ${type} broke off without saying why`);
          return { state: 'unreadable', gap };
        }
      }
      return { state: 'gone' };
    },
    lookupChanges: (query) =>
      lookupChanges(connection, query, {
        region: regionOf(query.resource.region),
        signal: query.signal ?? never,
      }),
    readTags: (targets, signal) => readTags(connection, targets, identity, signal),
    acting: (region, signal) => actingIn(connection, identity, region, { signal }),
    async preflight(signal) {
      const { regions } = await session.regions(signal);
      return preflight({
        connection,
        collectors,
        regions,
        facts: factsFor(settings.region, signal),
        concurrency: preflightConcurrency,
        timeoutMs: preflightTimeoutMs,
      });
    },
    close: () => connection.close(),
  };
  return session;
}

export const awsProvider = defineProvider<AwsCredentials, AwsSettings>({
  type: 'aws',
  title: 'Amazon Web Services',
  credentials: awsCredentials,
  authMethods: awsAuthMethods,
  settings: awsSettings,
  resourceTypes: awsCollectors.map((collector) => collector.resource),
  setupArtifacts: (options) => setupArtifacts(awsCollectors, options),
  reads: awsCollectors.map(({ resource, lists, details }) => ({ type: resource.type, lists, details })),
  grant: (permissions) =>
    policyDocuments(permissions).map((document, index) => ({
      id: `missing_permissions_${index + 1}`,
      title: 'IAM policy with the permissions that are missing',
      fileName: `infraudit-missing-${index + 1}.json`,
      mediaType: 'application/json',
      content: `${JSON.stringify(document, null, 2)}\n`,
    })),
  connect: openAws,
  openWriter: openAwsWriter,
  tagRules: awsTagRules,
  writeArtifacts,
});
