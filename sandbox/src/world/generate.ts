import { buildKeys, dataKey, ebsKey, keyArn } from './build-keys.ts';
import { buildNetwork } from './build-network.ts';
import { countResources } from './count.ts';
import { generatedCompute } from './generate-compute.ts';
import { generatedIdentities } from './generate-identities.ts';
import { generatedServices } from './generate-services.ts';
import type { Random } from './random.ts';
import { type EnabledRegion, enabledRegions } from './region-names.ts';
import { plans } from './site.ts';
import type { World } from './world.ts';

/** Parts in a thousand of the resources to generate; what is left over becomes volumes. */
const parts = {
  instances: 40,
  snapshots: 40,
  securityGroups: 120,
  subnets: 100,
  routeTables: 40,
  networkAcls: 30,
  addresses: 30,
  logGroups: 60,
  functions: 20,
  dbInstances: 20,
  topics: 4,
  queues: 4,
  secrets: 10,
  autoScalingGroups: 20,
  roles: 80,
  policies: 40,
  buckets: 2,
} as const;
type Part = keyof typeof parts;

export type Counts = Record<Part, number>;

function shareOf(total: number): Counts {
  const names = Object.keys(parts) as Part[];
  return Object.fromEntries(names.map((name) => [name, Math.floor((total * parts[name]) / 1000)])) as Counts;
}

/** `total` split over the regions; the first takes what does not divide. */
function inRegion(total: number, index: number): number {
  const each = Math.floor(total / enabledRegions.length);
  return index === 0 ? total - each * (enabledRegions.length - 1) : each;
}

/**
 * Fills an empty account with `total` resources of many types. A network per region is built as usual;
 * everything else is computed when it is asked for, so that the size of the account costs no memory.
 */
export function generateResources(world: World, random: Random, total: number): void {
  const networks = enabledRegions.map((name: EnabledRegion) => {
    const site = { world, random, region: world.region(name), plan: plans[name] };
    buildKeys(site);
    site.region.settings.ebsDefaultKmsKeyId = keyArn(site, ebsKey);
    return { site, network: buildNetwork(site), key: keyArn(site, dataKey) };
  });
  const framed = Object.values(countResources(world)).reduce((sum, count) => sum + count, 0);
  const share = shareOf(Math.max(total - framed, 0));
  const regionalShare = (index: number) =>
    Object.fromEntries(
      (Object.keys(share) as Part[]).map((name) => [name, inRegion(share[name], index)]),
    ) as Counts;
  const used = Object.values(share).reduce((sum, count) => sum + count, 0);
  const volumes = Math.max(total - framed - used, 0);
  for (const [index, { site, network, key }] of networks.entries()) {
    const counts = regionalShare(index);
    generatedCompute(site, network, counts, inRegion(volumes, index));
    generatedServices(site, network, key, counts);
  }
  generatedIdentities(world, share);
}
