import { serviceSettings } from '../../src/plugins/providers/aws/session/service-ways.ts';
import {
  loadService,
  newClient,
  newCommand,
  parseOperation,
  type SdkClient,
} from '../../src/plugins/providers/aws/session/services.ts';

/** The SDK as a person with all rights uses it; the product's own connection refuses to write. */
export type Aws = {
  region: string;
  accountId: string;
  /** `send('ec2:CreateVpc', {…})`. */
  send(operation: string, input?: object): Promise<object>;
  in(region: string): Aws;
  close(): void;
};

export const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'k'.repeat(40) };
const accountId = '123456789012';

export function openSdk(endpoint: string, region: string): Aws {
  const clients = new Map<string, SdkClient>();
  const inRegion = (chosen: string): Aws => ({
    region: chosen,
    accountId,
    async send(operation, input = {}) {
      const { service, name } = parseOperation(operation);
      const module = await loadService(service);
      const key = `${service}|${chosen}`;
      const client =
        clients.get(key) ??
        newClient(module, service, {
          region: chosen,
          endpoint,
          // A copy, because the SDK notes in it where it came from.
          credentials: { ...credentials },
          ...(await serviceSettings(service, { region: chosen, overridden: true, requestHandler: {} })),
        });
      clients.set(key, client);
      const command = newCommand(module, name, input);
      if (command === undefined) throw new Error(`the SDK has no ${operation}`);
      try {
        return await client.send(command);
      } catch (error) {
        throw new Error(
          `${operation} in ${chosen}: ${error instanceof Error ? error.message : String(error)}`,
        );
      }
    },
    in: inRegion,
    close() {
      for (const client of clients.values()) client.destroy();
    },
  });
  return inRegion(region);
}

/** A text of an answer by its dotted path (`Vpc.VpcId`, `Instances.0.InstanceId`). Throws when there is none. */
export function text(answer: object, path: string): string {
  let value: unknown = answer;
  for (const step of path.split('.'))
    value =
      value === null || typeof value !== 'object' ? undefined : (value as Record<string, unknown>)[step];
  if (typeof value !== 'string') throw new Error(`the answer has no text at ${path}`);
  return value;
}

/** `[{Key, Value}]`. */
export const tagList = (tags: Record<string, string>): { Key: string; Value: string }[] =>
  Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));

/** Tags of EC2 at creation. */
export const tagsOf = (kind: string, tags: Record<string, string>): object => ({
  TagSpecifications: [{ ResourceType: kind, Tags: tagList(tags) }],
});

export const policy = (statement: object): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [statement] });

/** What the inventory must say of a created resource: at least this, at these places. */
export type Expected = {
  type: string;
  region: string;
  /** Name, or the end of the external id. */
  id: string;
  configuration: object;
};
