import { awsError } from '../protocols/errors.ts';
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
  GetContactInformation: (_, call) => ({ ContactInformation: call.world.iam.contact }),
  GetAlternateContact: (input, call) => {
    const type = input.AlternateContactType;
    const found = call.world.iam.alternateContacts.find((one) => one.AlternateContactType === type);
    if (!found)
      throw awsError(
        'ResourceNotFoundException',
        404,
        'No contact of the inputted alternate contact type found.',
      );
    return { AlternateContact: found };
  },
};
