import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { Sandbox } from './index.ts';
import { services } from './services/catalogue.ts';

type Constructor<T> = new (input: never) => T;
interface AnyClient {
  send(command: object, options?: { abortSignal?: AbortSignal }): Promise<Record<string, unknown>>;
  destroy(): void;
}

/** The real SDK client of a service by its id, pointed at the sandbox. One attempt, so that faults show. */
export async function clientOf(
  sandbox: Pick<Sandbox, 'endpoint' | 'credentials'>,
  serviceId: string,
  region = 'us-east-1',
  settings: object = {},
): Promise<AnyClient> {
  const module = await moduleOf(serviceId);
  const name = Object.keys(module).find((key) => /^[A-Z]\w*Client$/.test(key));
  const Client = module[name ?? ''] as Constructor<AnyClient>;
  const { endpoint, credentials } = sandbox;
  const basics = { endpoint, region, credentials, maxAttempts: 1, ...ownWays(serviceId, region) };
  return new Client({ ...basics, ...settings } as never);
}

/** Two clients have ways of their own: an account in the host name, and HTTP/2. */
function ownWays(serviceId: string, region: string): object {
  if (serviceId === 'kinesis') return { requestHandler: new NodeHttpHandler() };
  if (serviceId !== 's3control') return {};
  const authSchemes = [
    { name: 'sigv4', signingName: 's3', signingRegion: region, disableDoubleEncoding: true },
  ];
  return {
    disableHostPrefix: true,
    endpointProvider: ({ Endpoint }: { Endpoint: string }) => ({
      url: new URL(Endpoint),
      properties: { authSchemes },
    }),
  };
}

export async function moduleOf(serviceId: string): Promise<Record<string, unknown>> {
  const service = services.find((one) => one.id === serviceId);
  if (!service) throw new Error(`no service ${serviceId}`);
  return (await service.load()) as Record<string, unknown>;
}

/** Makes a command of a service by its name and sends it. */
export async function send(
  client: AnyClient,
  serviceId: string,
  operation: string,
  input: object = {},
): Promise<Record<string, unknown>> {
  const Command = (await moduleOf(serviceId))[`${operation}Command`] as Constructor<object>;
  return client.send(new Command(input as never));
}

/** Sends one call with a client of its own. */
export async function callOnce(
  sandbox: Pick<Sandbox, 'endpoint' | 'credentials'>,
  serviceId: string,
  operation: string,
  input: object = {},
  region?: string,
  settings?: object,
): Promise<Record<string, unknown>> {
  const client = await clientOf(sandbox, serviceId, region, settings);
  try {
    return await send(client, serviceId, operation, input);
  } finally {
    client.destroy();
  }
}

export interface SdkError extends Error {
  $metadata?: { httpStatusCode?: number; requestId?: string };
}

/** The error that a call ends in; fails when the call succeeds. */
export async function errorOf(call: Promise<unknown>): Promise<SdkError> {
  try {
    await call;
  } catch (error) {
    return error as SdkError;
  }
  throw new Error('the call succeeded, an error was expected');
}
