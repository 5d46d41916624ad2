import { awsError } from '../protocols/errors.ts';
import type { StoredZone } from '../world/guard-records.ts';
import { tagList } from '../world/site.ts';
import { pageOf } from './paging.ts';
import type { Call, Operations } from './service.ts';

function zoneWith(call: Call, id: string | undefined): StoredZone {
  const bare = (id ?? '').replace(/^\/?hostedzone\//, '');
  const found = call.world.hostedZones.get(`/hostedzone/${bare}`);
  if (!found) throw awsError('NoSuchHostedZone', 404, `No hosted zone found with ID: ${bare}`);
  return found;
}

export const route53Operations: Operations<typeof import('@aws-sdk/client-route-53')> = {
  ListHostedZones: (input, call) => {
    const { items, next } = pageOf(call.world.hostedZones, {
      token: input.Marker,
      max: input.MaxItems,
      usual: 100,
      largest: 100,
      invalidToken: () => awsError('InvalidInput', 400, 'The marker is not valid.'),
    });
    return {
      HostedZones: items.map(({ logging: _, dnssec: __, tags: ___, ...zone }) => zone),
      Marker: input.Marker,
      IsTruncated: next !== undefined,
      ...(next === undefined ? {} : { NextMarker: next }),
      MaxItems: input.MaxItems ?? 100,
    };
  },

  ListQueryLoggingConfigs: (input, call) => {
    const zones = input.HostedZoneId ? [zoneWith(call, input.HostedZoneId)] : call.world.hostedZones.all();
    return { QueryLoggingConfigs: zones.flatMap(({ logging }) => logging ?? []) };
  },

  GetDNSSEC: (input, call) => {
    const zone = zoneWith(call, input.HostedZoneId);
    if (zone.Config?.PrivateZone) {
      throw awsError('InvalidArgument', 400, 'DNSSEC is not supported for private hosted zones.');
    }
    return { Status: zone.dnssec, KeySigningKeys: [] };
  },

  ListTagsForResource: (input, call) => ({
    ResourceTagSet: {
      ResourceType: input.ResourceType,
      ResourceId: input.ResourceId,
      Tags: tagList(zoneWith(call, input.ResourceId).tags),
    },
  }),
};
