import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Accounts } from './accounts.ts';
import type { FaultBook } from './faults.ts';
import { iamAction, isWrite } from './iam-actions.ts';
import { createNoise } from './noise.ts';
import { type AwsError, awsError, isAwsError, type WireAnswer, writeError } from './protocols/errors.ts';
import { type Exchange, openExchange } from './protocols/exchange.ts';
import type { RawRequest } from './protocols/request.ts';
import {
  deniedError,
  dryRunError,
  internalError,
  throttledError,
  unknownKeyError,
  unknownOperationError,
} from './service-errors.ts';
import { services } from './services/catalogue.ts';
import { splitBucket } from './services/s3-address.ts';
import type { Call, Handler, Principal, ServiceDefinition } from './services/service.ts';
import { type CredentialScope, readScope } from './signature.ts';
import type { World } from './world/world.ts';
import { recordWrite } from './write-events.ts';

/** One call the sandbox has seen. `status` is 0 while no answer was given, as with a hanging call. */
export interface SeenRequest {
  at: string;
  service: string;
  region: string;
  operation: string;
  input: unknown;
  status: number;
  write: boolean;
  /** ARN of who signed; absent when that could not be told. */
  principal?: string;
}

const ringSize = 10_000;
const largestRequestBytes = 8 * 1024 * 1024;
const globalServices = new Set(['iam', 'sts', 'cloudfront', 'account', 'route53']);

async function readRequest(incoming: IncomingMessage): Promise<RawRequest> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > largestRequestBytes)
      throw awsError('RequestEntityTooLarge', 413, 'The request is too large.');
    chunks.push(chunk);
  }
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(',') : value;
  }
  const [path = '/', rawQuery = ''] = (incoming.url ?? '/').split('?', 2);
  return {
    method: incoming.method ?? 'GET',
    path,
    rawQuery,
    query: new URLSearchParams(rawQuery),
    headers,
    body: Buffer.concat(chunks),
  };
}

/** Without a credential scope only the form of the request hints at the service it was meant for. */
function guessService(request: RawRequest): ServiceDefinition | undefined {
  const target = request.headers['x-amz-target'];
  if (target)
    return services.find((service) => service.protocol.startsWith('awsJson') && service.id !== 'dynamodb');
  const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded');
  return services.find((service) => service.id === (isForm ? 'sts' : 's3'));
}

function findService(request: RawRequest, scope: CredentialScope | undefined): ServiceDefinition | undefined {
  if (!scope) return guessService(request);
  const named = services.filter((service) => service.signingName === scope.service);
  if (named.length < 2) return named[0];
  const byPath = named.find(
    ({ pathPrefix }) => pathPrefix !== undefined && request.path.startsWith(pathPrefix),
  );
  if (byPath) return byPath;
  // S3 Control signs as S3 does and has paths of its own, below its version.
  if (scope.service === 's3')
    return named.find(({ id }) => (id === 's3control') === request.path.startsWith('/v20180820/'));
  // Classic and current load balancers share a signing name and differ by the version of their API.
  const version = new URLSearchParams(request.body.toString('utf8')).get('Version');
  return named.find((service) => service.version === version) ?? named[0];
}

function newEntry(service: ServiceDefinition, region: string): Omit<SeenRequest, 'operation'> {
  return {
    at: new Date().toISOString(),
    service: service.id,
    region,
    input: undefined,
    status: 0,
    write: false,
  };
}

export interface ServerParts {
  world: World;
  accounts: Accounts;
  faultBook: FaultBook;
  requests: SeenRequest[];
  port: number;
}

export interface RunningServer {
  endpoint: string;
  stop(): Promise<void>;
}

export async function startServer(parts: ServerParts): Promise<RunningServer> {
  const { world, accounts, faultBook, requests } = parts;
  const noise = createNoise();
  const exchanges = new Map<string, Promise<Exchange>>();
  let endpoint = '';

  const exchangeOf = (service: ServiceDefinition): Promise<Exchange> => {
    let exchange = exchanges.get(service.id);
    if (!exchange) {
      exchange = openExchange(service, noise.offsetsOf(service.id));
      exchanges.set(service.id, exchange);
    }
    return exchange;
  };

  function remember(entry: SeenRequest): SeenRequest {
    requests.push(entry);
    if (requests.length > ringSize + 1000) requests.splice(0, requests.length - ringSize);
    return entry;
  }

  interface Outcome {
    answer: WireAnswer | 'never';
    damage?: 'truncate' | 'malformed' | 'oversized';
    seen?: SeenRequest;
  }

  async function perform(
    service: ServiceDefinition,
    request: RawRequest,
    scope: CredentialScope,
    principal: Principal,
    requestId: string,
  ): Promise<Outcome> {
    const refuse = (error: AwsError) => ({
      answer: writeError(service.protocol, service.id, service.namespace, error, requestId),
    });
    const exchange = await exchangeOf(service);
    const addressed = service.id === 's3' ? splitBucket(request) : { request, bucket: undefined };
    const found = exchange.recognise(addressed.request);
    const handler = found && (service.operations as Record<string, Handler | undefined>)[found.operation];
    const seen = remember({
      ...newEntry(service, scope.region),
      operation: found?.operation ?? 'unknown',
      write: found ? isWrite(found.operation) : false,
      principal: principal.arn,
    });
    if (!found || !handler)
      return { ...refuse(unknownOperationError(service, found?.operation ?? '')), seen };
    const input = exchange.read(found.operation, found.labels, addressed.request);
    if (addressed.bucket !== undefined) input.Bucket = addressed.bucket;
    seen.input = input;

    const action = iamAction(service.actionPrefix, found.operation);
    const fault = faultBook.take(action);
    if (fault?.kind === 'hang') return { answer: 'never', seen };
    await fault?.released;
    if (fault?.kind === 'slow') await new Promise((resolve) => setTimeout(resolve, fault.milliseconds));
    if (fault?.kind === 'deny') return { ...refuse(deniedError(service, principal.arn, action)), seen };
    if (fault?.kind === 'throttle') return { ...refuse(throttledError(service)), seen };
    if (fault?.kind === 'error500') return { ...refuse(internalError(service)), seen };

    const call: Call = {
      world,
      region: scope.region,
      principal,
      endpoint,
      openSession: ({ arn, userId, seconds }) =>
        accounts.openSession({ arn, userId, accountId: world.accountId }, seconds),
    };
    try {
      if (input.DryRun === true) throw dryRunError();
      const output = handler(input as never, call);
      if (seen.write) recordWrite(call, service, action, found.operation, input, scope, request);
      const answer = exchange.write(found.operation, (output ?? {}) as Record<string, unknown>, requestId);
      const damage = fault?.kind;
      if (damage === 'truncate' || damage === 'malformed' || damage === 'oversized')
        return { answer, damage, seen };
      return { answer, seen };
    } catch (error) {
      if (isAwsError(error)) return { ...refuse(error), seen };
      throw error;
    }
  }

  async function answerTo(incoming: IncomingMessage, requestId: string): Promise<Outcome> {
    const request = await readRequest(incoming);
    const scope = readScope(request.headers);
    const service = findService(request, scope);
    if (!service) {
      const body = `The sandbox does not serve ${scope?.service ?? 'this service'}.`;
      return { answer: { status: 501, headers: { 'content-type': 'text/plain' }, body } };
    }
    const refuse = (error: AwsError) => ({
      answer: writeError(service.protocol, service.id, service.namespace, error, requestId),
    });
    const who = accounts.authenticate(scope, request, service);
    const region = scope?.region ?? '';
    const isStrange = !globalServices.has(service.id) && !world.regions.has(region);
    if ('error' in who || !scope || isStrange) {
      const seen = remember({ ...newEntry(service, region), operation: 'unknown' });
      return { ...refuse('error' in who ? who.error : unknownKeyError(service)), seen };
    }
    noise.next();
    return perform(service, request, scope, who.principal, requestId);
  }

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const requestId = randomUUID();
    let outcome: Outcome;
    try {
      outcome = await answerTo(incoming, requestId);
    } catch (error) {
      const body = error instanceof Error ? (error.stack ?? error.message) : String(error);
      outcome = { answer: { status: isAwsError(error) ? error.status : 500, headers: {}, body } };
    }
    const { answer, damage, seen } = outcome;
    if (answer === 'never') return;
    if (seen) seen.status = answer.status;
    const headers = { ...answer.headers, 'x-amzn-requestid': requestId, 'x-amz-request-id': requestId };
    if (damage === 'oversized') return sendOversized(response, answer, headers);
    const body = Buffer.from(damage === 'malformed' ? '{"unfinished": <broken' : answer.body, 'utf8');
    response.writeHead(answer.status, { ...headers, 'content-length': body.length });
    if (damage !== 'truncate') {
      response.end(incoming.method === 'HEAD' ? undefined : body);
      return;
    }
    response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.destroy());
  }

  const server: Server = createServer((incoming, response) => void serve(incoming, response));
  // Longer than any client keeps a connection, so that no request meets a socket that is just closing.
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(parts.port, '127.0.0.1', resolve);
  });
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    endpoint,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const oversizedBytes = 256 * 1024 * 1024;

function sendOversized(response: ServerResponse, answer: WireAnswer, headers: Record<string, string>): void {
  response.writeHead(answer.status, headers);
  const filling = Buffer.alloc(1024 * 1024, ' ');
  let sent = 0;
  const more = () => {
    while (sent < oversizedBytes && !response.destroyed) {
      sent += filling.length;
      if (!response.write(filling)) {
        response.once('drain', more);
        return;
      }
    }
    if (!response.destroyed) response.end(answer.body);
  };
  more();
}
