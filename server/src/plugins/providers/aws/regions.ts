import type { RegionPlan } from '../../../plugin-kit/define-provider.ts';
import { AwsCallError, gapReason } from './session/call-error.ts';
import type { AwsConnection } from './session/connection.ts';

export type RegionQuery = { primary: string; partition: string; signal: AbortSignal };

/** Where global services of a partition are asked. */
export function homeRegion(partition: string): string {
  if (partition === 'aws-cn') return 'cn-north-1';
  return partition === 'aws-us-gov' ? 'us-gov-west-1' : 'us-east-1';
}

/** The partition that a region's name tells. */
export function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

/** True for regions that no customer needs to enable. */
export function isEnabledByDefault(region: string): boolean {
  return enabledByDefault[partitionOf(region)]?.includes(region) === true;
}

// Regions that exist in every account without opting in; all later ones must be enabled by the customer.
// https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html
const enabledByDefault: Record<string, string[]> = {
  aws: [
    'ap-northeast-1',
    'ap-northeast-2',
    'ap-northeast-3',
    'ap-south-1',
    'ap-southeast-1',
    'ap-southeast-2',
    'ca-central-1',
    'eu-central-1',
    'eu-north-1',
    'eu-west-1',
    'eu-west-2',
    'eu-west-3',
    'sa-east-1',
    'us-east-1',
    'us-east-2',
    'us-west-1',
    'us-west-2',
  ],
  'aws-cn': ['cn-north-1', 'cn-northwest-1'],
  'aws-us-gov': ['us-gov-east-1', 'us-gov-west-1'],
};

/**
 * The regions that are enabled for the account. When AWS will not say, the regions that every account has are
 * scanned and a gap says that others may exist.
 */
export async function enabledRegions(connection: AwsConnection, query: RegionQuery): Promise<RegionPlan> {
  try {
    const answer = (await connection.send(
      'ec2',
      'DescribeRegions',
      { AllRegions: false },
      { region: query.primary, signal: query.signal, permission: 'ec2:DescribeRegions' },
    )) as { Regions?: { RegionName?: string; OptInStatus?: string }[] };
    const regions = (answer.Regions ?? [])
      .filter((region) => region.OptInStatus !== 'not-opted-in')
      .flatMap((region) => region.RegionName ?? []);
    if (regions.length > 0) return { regions: [...new Set(regions)].sort(), gaps: [] };
    return fallBack(query, 'failed', 'ec2:DescribeRegions answered with no region');
  } catch (error) {
    if (!(error instanceof AwsCallError) || error.reason === 'cancelled') throw error;
    const home = homeRegion(query.partition);
    // A region that is not enabled cannot say which ones are; the home region can.
    if (!isEnabledByDefault(query.primary) && query.primary !== home) {
      return await enabledRegions(connection, { ...query, primary: home });
    }
    return fallBack(query, gapReason(error.reason), error.message);
  }
}

function fallBack(query: RegionQuery, reason: ReturnType<typeof gapReason>, why: string): RegionPlan {
  const regions = [...new Set([query.primary, ...(enabledByDefault[query.partition] ?? [])])].sort();
  return {
    regions,
    gaps: [
      {
        source: 'regions',
        region: query.primary,
        reason,
        permission: 'ec2:DescribeRegions',
        paths: ['*'],
        resources: null,
        message: `the enabled regions could not be read (${why}); the ${regions.length} regions that every account has are scanned, opt-in regions are not seen`,
      },
    ],
  };
}
