import type { ViewOf } from '../../../../plugin-kit/define-control.ts';
import type { routeTables } from '../keyed-types.ts';

type RouteTables = ViewOf<typeof routeTables>;

/** The route tables that decide for a subnet: its own, else the main one of its VPC; none when none is known. */
export function tablesOf(
  subnetId: string,
  vpcId: string | undefined,
  tables: RouteTables,
): ReturnType<RouteTables['by']> {
  const own = tables.by('SubnetId', subnetId);
  return own.length > 0 || vpcId === undefined ? own : tables.by('main of VpcId', vpcId);
}
