import type { Protocol } from '../protocols/protocol.ts';
import type { World } from '../world/world.ts';

/** Who is calling, as the access key says. */
export interface Principal {
  arn: string;
  userId: string;
  accountId: string;
}

export interface Call {
  world: World;
  region: string;
  principal: Principal;
  /** Root of the sandbox, e.g. `http://127.0.0.1:4566`. */
  endpoint: string;
  /** Makes temporary credentials of a role session. */
  openSession: (session: { arn: string; userId: string; seconds: number }) => {
    AccessKeyId: string;
    SecretAccessKey: string;
    SessionToken: string;
    Expiration: Date;
  };
}

export type Handler = (input: never, call: Call) => unknown;

interface AnyCommand {
  input: object;
  resolveMiddleware(...rest: never[]): (...rest: never[]) => Promise<{ output: object }>;
}

type InputOf<C extends AnyCommand> = C['input'];
type OutputOf<C extends AnyCommand> = Omit<
  Awaited<ReturnType<ReturnType<C['resolveMiddleware']>>>['output'],
  '$metadata'
>;

/**
 * The operations of one SDK client module as functions from its input to its output: the compiler holds
 * every handler to the shapes of the SDK.
 */
export type Operations<SdkModule> = {
  [K in keyof SdkModule as K extends `${infer Name}Command`
    ? Name
    : never]?: SdkModule[K] extends abstract new (
    ...rest: never[]
  ) => infer C
    ? C extends AnyCommand
      ? (input: InputOf<C>, call: Call) => OutputOf<C>
      : never
    : never;
};

export interface ServiceDefinition {
  id: string;
  /** Service name in the credential scope. */
  signingName: string;
  protocol: Protocol;
  /** API version, for services that share a signing name; also the XML namespace's version. */
  version?: string;
  /** Start of every path, for REST services that share a signing name. */
  pathPrefix?: string;
  namespace: string;
  /** Prefix of the service's IAM actions. */
  actionPrefix: string;
  load: () => Promise<object>;
  operations: object;
}
