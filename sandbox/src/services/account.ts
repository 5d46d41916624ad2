import { allRegions } from '../world/region-names.ts';
import type { Operations } from './service.ts';

export const accountOperations: Operations<typeof import('@aws-sdk/client-account')> = {
  ListRegions: (input, call) => {
    const wanted = input.RegionOptStatusContains;
    const Regions = allRegions
      .map((RegionName) => ({
        RegionName,
        RegionOptStatus: call.world.regions.has(RegionName)
          ? ('ENABLED_BY_DEFAULT' as const)
          : ('DISABLED' as const),
      }))
      .filter((region) => !wanted || wanted.includes(region.RegionOptStatus));
    return { Regions };
  },
};
