import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { AwsCallError, errorFacts, reasonOf, toCallError } from './call-error.ts';
import { hasEnvironmentEndpoint } from './endpoints.ts';
import { quotaOf } from './quotas.ts';
import { limitResponses } from './response-limits.ts';
import { retryStrategy } from './retry.ts';
import { serviceSettings } from './service-ways.ts';
import type { SdkClient, SdkMiddleware } from './services.ts';
import { loadService, newClient, newCommand, paginatorOf } from './services.ts';
import type { BucketClock, TokenBucket } from './token-bucket.ts';
import { systemClock, tokenBucket } from './token-bucket.ts';
import type { AwsService } from './types.ts';

/** Bounds of all calls of one connection. Times in milliseconds, sizes in bytes. */
export type AwsLimits = {
  maxAttempts: number;
  retryBaseDelayMs: number;
  retryMaxDelayMs: number;
  connectTimeoutMs: number;
  /** One attempt, from the first byte sent to the last byte received. */
  attemptTimeoutMs: number;
  maxResponseBytes: number;
  maxPagesPerList: number;
  maxSockets: number;
  /** How many resources of one source are detailed at once. */
  itemConcurrency: number;
};

const defaultLimits: AwsLimits = {
  maxAttempts: 5,
  retryBaseDelayMs: 250,
  retryMaxDelayMs: 20_000,
  connectTimeoutMs: 5_000,
  attemptTimeoutMs: 60_000,
  maxResponseBytes: 64 * 1024 * 1024,
  maxPagesPerList: 5_000,
  maxSockets: 64,
  itemConcurrency: 24,
};

export type AwsConnectionOptions = {
  /** Keys, or the SDK's credential provider function; undefined means the SDK's default chain. */
  credentials?: unknown;
  /** All services, or one service each; already allowed by the caller. */
  endpoints?: { all?: string | undefined; perService?: Partial<Record<AwsService, string>> };
  limits?: Partial<AwsLimits>;
  /** Off in tests with recorded answers, where there is nobody to be polite to. */
  throttle?: boolean;
  /** Multiplies every rate and burst: a benchmark runs the same schedule, only faster. */
  quotaFactor?: number;
  clock?: BucketClock;
  random?: () => number;
  /** Added to every client first, so it may answer instead of AWS. */
  intercept?: SdkMiddleware;
  /** Called for every attempt that is sent, retries included. */
  onAttempt?: (operation: string, region: string) => void;
  /** The only calls besides reads that this connection sends: `service:Operation`. None when absent. */
  writes?: ReadonlySet<string>;
};

export type AwsCall = { region: string; signal: AbortSignal; permission?: string | undefined };

/**
 * The only way to AWS: clients by service and region, made on first use and closed together. Reading only, unless
 * it was opened with `writes`: any other command is refused before it is signed, whoever asks for it.
 */
export type AwsConnection = {
  readonly limits: AwsLimits;
  send(service: AwsService, operation: string, input: object, call: AwsCall): Promise<object>;
  /**
   * All pages of an operation by the SDK's paginator, or the one answer of an operation without pages. Ends
   * after `limits.maxPagesPerList` pages and then calls `onCapped` instead of pretending to be complete.
   */
  pages(
    service: AwsService,
    operation: string,
    input: object,
    call: AwsCall & { onCapped: () => void },
  ): AsyncIterable<object>;
  close(): void;
};

const readVerbs = /^(Get|List|Describe|Lookup|Head|BatchGet|Search|Select)/;
/** AWS's own reading actions whose name says something else: it makes a list of what is there. */
const readsByAnotherName = new Set(['GenerateCredentialReport']);
/** True for the names of calls that only read. */
export function isReadOperation(operation: string): boolean {
  return readVerbs.test(operation) || readsByAnotherName.has(operation);
}

export function openConnection(options: AwsConnectionOptions = {}): AwsConnection {
  const limits = { ...defaultLimits, ...options.limits };
  const clients = new Map<string, Promise<{ client: SdkClient; module: Record<string, unknown> }>>();
  const buckets = new Map<string, TokenBucket>();
  const sockets = { keepAlive: true, maxSockets: limits.maxSockets };
  const httpAgent = new HttpAgent(sockets);
  const httpsAgent = new HttpsAgent(sockets);
  let closed = false;

  const bucketOf = (service: AwsService, operation: string, region: string): TokenBucket => {
    const quota = quotaOf(service, operation);
    const factor = options.quotaFactor ?? 1;
    const key = `${region}|${service}|${quota.bucket}`;
    let bucket = buckets.get(key);
    if (bucket === undefined) {
      bucket = tokenBucket(quota.ratePerSecond * factor, quota.burst * factor, options.clock ?? systemClock);
      buckets.set(key, bucket);
    }
    return bucket;
  };

  const build = async (service: AwsService, region: string) => {
    const module = await loadService(service);
    const endpoint = options.endpoints?.perService?.[service] ?? options.endpoints?.all;
    const overridden = endpoint !== undefined || hasEnvironmentEndpoint(service);
    const client = newClient(module, service, {
      region,
      ...(options.credentials === undefined ? {} : { credentials: options.credentials }),
      ...(endpoint === undefined ? {} : { endpoint }),
      maxAttempts: limits.maxAttempts,
      retryStrategy: retryStrategy({
        maxAttempts: limits.maxAttempts,
        baseDelayMs: limits.retryBaseDelayMs,
        maxDelayMs: limits.retryMaxDelayMs,
        random: options.random ?? Math.random,
      }),
      ...(await serviceSettings(service, {
        region,
        overridden,
        requestHandler: {
          connectionTimeout: limits.connectTimeoutMs,
          // More calls than sockets is our normal state: the agent queues them and the SDK need not warn.
          socketAcquisitionWarningTimeout: 2 ** 30,
          httpAgent,
          httpsAgent,
        },
      })),
    });
    client.config.requestHandler = limitResponses(client.config.requestHandler, {
      maxBytes: limits.maxResponseBytes,
      attemptTimeoutMs: limits.attemptTimeoutMs,
    });
    client.middlewareStack.add(readOnly(service, options.writes), {
      name: 'readOnly',
      step: 'initialize',
      priority: 'high',
    });
    if (options.intercept !== undefined) {
      client.middlewareStack.add(options.intercept, {
        name: 'intercept',
        step: 'initialize',
        priority: 'high',
      });
    }
    client.middlewareStack.addRelativeTo(throttled(service, region), {
      name: 'tokenBucket',
      relation: 'after',
      toMiddleware: 'retryMiddleware',
    });
    return { client, module };
  };

  const throttled =
    (service: AwsService, region: string): SdkMiddleware =>
    (next, context) =>
    async (args) => {
      const operation = operationOf(context);
      options.onAttempt?.(`${service}:${operation}`, region);
      if (options.throttle === false) return next(args);
      const bucket = bucketOf(service, operation, region);
      await bucket.take(signalOf(context));
      try {
        return await next(args);
      } catch (error) {
        if (reasonOf(errorFacts(error), false) === 'throttled') bucket.drain();
        throw error;
      }
    };

  const clientOf = (service: AwsService, region: string) => {
    if (closed) throw new Error('the AWS connection is closed');
    const key = `${service}|${region}`;
    let client = clients.get(key);
    if (client === undefined) {
      client = build(service, region);
      clients.set(key, client);
    }
    return client;
  };

  return {
    limits,
    async send(service, operation, input, call) {
      const failure = failureOf(service, operation, call);
      try {
        call.signal.throwIfAborted();
        const { client, module } = await clientOf(service, call.region);
        const command = newCommand(module, operation, input);
        if (command === undefined) throw new Error(`the SDK has no operation ${service}:${operation}`);
        return await client.send(command, { abortSignal: call.signal });
      } catch (error) {
        throw failure(error);
      }
    },
    async *pages(service, operation, input, call) {
      const failure = failureOf(service, operation, call);
      try {
        call.signal.throwIfAborted();
        const { client, module } = await clientOf(service, call.region);
        const paginate = paginatorOf(module, operation);
        const refuseRepeated = refuseRepeatedPage(service, operation, call);
        if (paginate === undefined) {
          yield* unpaginated(input, call, limits.maxPagesPerList, async (next) => {
            const command = newCommand(module, operation, next);
            if (command === undefined) throw new Error(`the SDK has no operation ${service}:${operation}`);
            refuseRepeated({ input: next });
            return await client.send(command, { abortSignal: call.signal });
          });
          return;
        }
        let pages = 0;
        // The paginator writes its token into the input, so it gets a copy.
        for await (const page of paginate(
          { client, withCommand: refuseRepeated },
          { ...input },
          { abortSignal: call.signal },
        )) {
          // One page more than allowed is asked for, so that a list of exactly that many is not called capped.
          if (++pages > limits.maxPagesPerList) {
            call.onCapped();
            return;
          }
          yield page;
        }
      } catch (error) {
        throw failure(error);
      }
    },
    close() {
      closed = true;
      for (const client of clients.values())
        client.then(({ client: open }) => open.destroy()).catch(() => undefined);
      clients.clear();
      httpAgent.destroy();
      httpsAgent.destroy();
    },
  };
}

/** How the services without a paginator in the SDK name the token of the next page, in answer and question. */
const tokenMembers = ['NextToken', 'NextMarker', 'nextToken', 'position'] as const;

/** Pages of an operation that the SDK has no paginator for: as long as the answer names a next page. */
async function* unpaginated(
  input: object,
  call: { onCapped: () => void },
  maxPages: number,
  ask: (input: object) => Promise<object>,
): AsyncGenerator<object> {
  let next = input;
  for (let pages = 1; ; pages++) {
    const answer = (await ask(next)) as Record<string, unknown>;
    yield answer;
    const member = tokenMembers.find((name) => typeof answer[name] === 'string' && answer[name] !== '');
    if (member === undefined) return;
    if (pages >= maxPages) {
      call.onCapped();
      return;
    }
    next = { ...input, [member]: answer[member] };
  }
}

const operationOf = (context: { commandName?: string }): string =>
  (context.commandName ?? '').replace(/Command$/, '');

const never = new AbortController().signal;
function signalOf(context: object): AbortSignal {
  const smithy = (context as { __smithy_context?: { abortSignal?: AbortSignal } }).__smithy_context;
  return smithy?.abortSignal ?? never;
}

const readOnly =
  (service: AwsService, writes: ReadonlySet<string> | undefined): SdkMiddleware =>
  (next, context) =>
  async (args) => {
    const operation = operationOf(context);
    if (!isReadOperation(operation) && writes?.has(`${service}:${operation}`) !== true)
      throw new Error(`refused: ${context.commandName} is not a read`);
    return next(args);
  };

const failureOf = (service: AwsService, operation: string, call: AwsCall) => (error: unknown) =>
  toCallError(error, {
    operation: `${service}:${operation}`,
    region: call.region,
    permission: call.permission,
    aborted: call.signal.aborted,
  });

// A service that hands out the same token again would be read until the cap; the second time is enough.
function refuseRepeatedPage(service: AwsService, operation: string, call: AwsCall) {
  let previous: string | undefined;
  return (command: { input: object }): undefined => {
    const input = JSON.stringify(command.input);
    if (input === previous) {
      throw new AwsCallError({
        reason: 'malformed',
        operation: `${service}:${operation}`,
        region: call.region,
        permission: call.permission,
        code: 'RepeatedPageToken',
        message: `${service}:${operation} in ${call.region}: the list answers with the same page token again`,
      });
    }
    previous = input;
  };
}
