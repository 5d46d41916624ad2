import { buildApis } from './build-apis.ts';
import { buildBalancers } from './build-balancers.ts';
import { buildBuckets } from './build-buckets.ts';
import { buildCaches } from './build-caches.ts';
import { buildCompute } from './build-compute.ts';
import { buildConnections } from './build-connections.ts';
import { buildContainers } from './build-containers.ts';
import { buildDatabases } from './build-databases.ts';
import { buildDocuments } from './build-documents.ts';
import { buildEdge } from './build-edge.ts';
import { buildGuards } from './build-guards.ts';
import { buildIam } from './build-iam.ts';
import { buildIdentityProviders } from './build-identity-providers.ts';
import { buildKeys, ebsKey, keyArn } from './build-keys.ts';
import { buildMessaging } from './build-messaging.ts';
import { buildNetwork } from './build-network.ts';
import { buildRecorder } from './build-recorders.ts';
import { buildServerless } from './build-serverless.ts';
import { buildStorage } from './build-storage.ts';
import { buildTrails } from './build-trails.ts';
import { buildWorkloads } from './build-workloads.ts';
import { createIam } from './iam-records.ts';
import { createRandom, type Random } from './random.ts';
import { type EnabledRegion, enabledRegions } from './region-names.ts';
import { plans, type Site } from './site.ts';
import { createWorld, type World } from './world.ts';

/** An account with nothing in it, of the number and owner that the seed gives. */
export function buildEmptyWorld(random: Random): World {
  const accountId = String(100_000_000_000 + random.below(899_999_999) * 1000 + random.below(1000));
  return createWorld({
    accountId,
    ownerCanonicalId: random.hex(64),
    regions: enabledRegions,
    iam: createIam(),
  });
}

/** The account of a mid-sized company: about 400 resources in four regions. */
export function buildRealisticWorld(seed: number): World {
  const random = createRandom(seed);
  const world = buildEmptyWorld(random);
  buildIam(world, random);
  for (const name of enabledRegions) buildRegion(world, random, name);
  buildConnections(world);
  buildBuckets(world, random);
  buildTrails(world, random);
  buildEdge(world, random);
  buildGuards(world, random);
  buildApis(world, random);
  buildIdentityProviders(world, random);
  buildStorage(world, seed);
  return world;
}

function buildRegion(world: World, random: Random, name: EnabledRegion): void {
  const site: Site = { world, random, region: world.region(name), plan: plans[name] };
  site.region.settings.ebsEncryptionByDefault = site.plan.stage === 'prod';
  buildKeys(site);
  site.region.settings.ebsDefaultKmsKeyId = keyArn(site, ebsKey);
  const network = buildNetwork(site);
  buildCompute(site, network);
  buildDatabases(site, network);
  buildBalancers(site, network);
  buildServerless(site, network, name);
  buildContainers(site, network);
  buildMessaging(site, name);
  buildRecorder(site);
  buildDocuments(site);
  buildCaches(site, network);
  buildWorkloads(site, network);
}
