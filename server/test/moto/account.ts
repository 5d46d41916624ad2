import { type Compute, createCompute } from './create-compute.ts';
import { createConnections } from './create-connections.ts';
import { createBuckets, createDatabases, createKeys, createServices } from './create-data.ts';
import { createGuards, createZone } from './create-guards.ts';
import { createIdentities, type Identities } from './create-identities.ts';
import { createNetwork, type Network } from './create-network.ts';
import { createPlatforms } from './create-platforms.ts';
import { createSignIn } from './create-sign-in.ts';
import { createStorage, settleAccount } from './create-storage.ts';
import type { Aws, Expected } from './sdk.ts';

export type Place = { aws: Aws; network: Network; compute: Compute; keyArn: string };

/** The account of the check: everything once or more in each of two regions, and what exists once. */
export type Account = { aws: Aws; identities: Identities; home: Place; away: Place; expected: Expected[] };

export async function createAccount(aws: Aws): Promise<Account> {
  const identities = await createIdentities(aws);
  const expected = [
    ...identities.expected,
    ...(await createSignIn(aws)),
    ...(await settleAccount(aws)),
    ...(await createZone(aws)),
  ];
  const place = async (region: string, prefix: string): Promise<Place> => {
    const there = aws.in(region);
    const { keyArn, expected: keys } = await createKeys(there);
    const network = await createNetwork(there, prefix);
    const compute = await createCompute(there, network, keyArn);
    expected.push(
      ...keys,
      ...network.expected,
      ...compute.expected,
      ...(await createConnections(there, network)),
      ...(await createBuckets(there, keyArn)),
      ...(await createDatabases(there, network, keyArn)),
      ...(await createServices(there, { network, identities, keyArn })),
      ...(await createStorage(there, network, keyArn)),
      ...(await createGuards(there, identities)),
      ...(await createPlatforms(there, network, keyArn)),
    );
    return { aws: there, network, compute, keyArn };
  };
  const home = await place('us-east-1', '10.1');
  const away = await place('eu-west-1', '10.2');
  return { aws, identities, home, away, expected };
}
