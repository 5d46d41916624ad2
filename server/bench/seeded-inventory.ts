import { organizationScope } from '../src/domain/govern/tenancy/index.ts';
import { noObservations, scanSource } from '../src/domain/observe/inventory/index.ts';
import type { Clock } from '../src/platform/clock.ts';
import type { Database } from '../src/platform/db/database.ts';
import type { ScanEvent, ScanSource } from '../src/plugin-kit/define-provider.ts';
import type { ResourceType } from '../src/plugin-kit/define-resource-type.ts';

const regions = ['eu-central-1', 'eu-west-1', 'us-east-1', 'us-west-2'];
/** Parts of the whole by type, as accounts have them: many disks and rules, few clusters. */
const shares: readonly (readonly [type: string, share: number])[] = [
  ['ebs_volume', 30],
  ['security_group', 15],
  ['ebs_snapshot', 15],
  ['subnet', 10],
  ['iam_role', 8],
  ['cloudwatch_log_group', 8],
  ['ec2_instance', 6],
  ['lambda_function', 4],
  ['s3_bucket', 2],
  ['rds_instance', 2],
];
const teams = ['shop', 'payments', 'search', 'platform', 'data'];
const purposes = ['web', 'worker', 'api', 'batch', 'cache', 'queue', 'report'];

export const seededRegions: readonly string[] = regions;
export const seededTypes: readonly string[] = shares.map(([type]) => type);
export const seededTeams: readonly string[] = teams;
export const seededPurposes: readonly string[] = purposes;

/** Fills the inventory of a connected account by the way that a scan takes. Returns how many were stored. */
export async function seedInventory(
  deps: { db: Database; clock: Clock; resourceTypes: ReadonlyMap<string, ResourceType> },
  account: { organizationId: number; providerId: number },
  total: number,
): Promise<number> {
  const scope = organizationScope(account.organizationId, 'bench');
  const counts = noObservations();
  for (const [type, share] of shares) {
    const resourceType = deps.resourceTypes.get(type);
    if (resourceType === undefined) throw new Error(`there is no type ${type}`);
    for (const region of regions) {
      const amount = Math.round((total * share) / 100 / regions.length);
      const scan = await scanSource(deps, scope, {
        providerId: account.providerId,
        resourceType,
        session: { scan: (source) => invented(source, amount) },
        // A scope of its own, which no real scan of the account touches.
        source: { collector: type, region: `${region}-bench` },
        signal: new AbortController().signal,
        effectLimit: 0,
      });
      counts.created += scan.counts.created;
    }
  }
  return counts.created;
}

async function* invented(source: ScanSource, amount: number): AsyncIterable<ScanEvent> {
  const type = source.collector;
  const region = source.region.replace(/-bench$/, '');
  for (let n = 0; n < amount; n++) {
    const team = teams[n % teams.length] ?? '';
    const purpose = purposes[(n * 7 + type.length) % purposes.length] ?? '';
    // Names in another order than ids: a list by name must not profit from the order of insertion.
    const name = `${purpose}-${team}-${((n * 7919) % 100_003).toString().padStart(6, '0')}`;
    yield {
      kind: 'resource',
      resource: {
        externalId: `arn:aws:bench:${region}:123456789012:${type}/${n}`,
        name,
        region,
        status: n % 50 === 0 ? 'stopped' : 'active',
        tags: { team, env: n % 3 === 0 ? 'prod' : 'test', Name: name },
        configuration: {
          Name: name,
          Size: n % 500,
          Encrypted: n % 2 === 0,
          Zone: `${region}a`,
          Tags: [{ Key: 'team', Value: team }],
        },
        unreadable: [],
      },
    };
  }
  yield {
    kind: 'end',
    outcome: {
      source,
      outcome: 'success_with_data',
      complete: true,
      gaps: [],
      fetched: amount,
      durationMs: 0,
    },
  };
}
