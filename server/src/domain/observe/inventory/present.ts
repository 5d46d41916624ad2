import type { z } from 'zod';
import type { ResourceType } from '../../../plugin-kit/define-resource-type.ts';
import type { CountRow, ResourceRow, VersionHead, VersionRow } from './read-store.ts';
import type {
  resourceConfigurationSchema,
  resourceFacetsSchema,
  resourceSchema,
  resourceVersionSchema,
} from './schemas.ts';

/** Rows as the API shows them. Pure. */

export type ResourceView = z.input<typeof resourceSchema>;
export type ResourceTypes = ReadonlyMap<string, ResourceType>;

export function presentResource(row: ResourceRow, types: ResourceTypes): ResourceView {
  return {
    id: row.id,
    external_id: row.external_id,
    provider_id: row.provider_id,
    provider_name: row.provider_name,
    name: row.name,
    resource_type: row.type,
    vendor_type: types.get(row.type)?.vendorType ?? '',
    region: row.region,
    status: row.status as ResourceView['status'],
    tags: row.tags,
    unreadable_count: row.unreadable_count,
    first_seen_at: row.first_seen_at.toISOString(),
    last_seen_at: row.last_seen_at.toISOString(),
    changed_at: row.changed_at.toISOString(),
  };
}

export function presentConfiguration(version: VersionRow): z.input<typeof resourceConfigurationSchema> {
  return {
    resource_id: version.resource_id,
    version_id: version.id,
    observed_at: version.observed_at.toISOString(),
    configuration: version.configuration,
    unreadable: version.unreadable,
  };
}

export function presentVersion(version: VersionHead): z.input<typeof resourceVersionSchema> {
  return {
    id: version.id,
    resource_id: version.resource_id,
    content_hash: version.content_hash,
    observed_at: version.observed_at.toISOString(),
    unreadable_count: version.unreadable_count,
  };
}

export type FacetFilter = {
  providerIds?: number[] | undefined;
  types?: string[] | undefined;
  regions?: string[] | undefined;
  statuses?: string[] | undefined;
};

/**
 * What each filter could be set to, counted with all other filters in force, so that a number says how many
 * rows choosing it would leave.
 */
export function presentFacets(
  counts: readonly CountRow[],
  filter: FacetFilter,
  names: { types: ResourceTypes; providers: ReadonlyMap<number, string> },
): z.input<typeof resourceFacetsSchema> {
  const fits = (row: CountRow, except: keyof FacetFilter | null): boolean =>
    (except === 'providerIds' || allows(filter.providerIds, row.provider_id)) &&
    (except === 'types' || allows(filter.types, row.type)) &&
    (except === 'regions' || allows(filter.regions, row.region)) &&
    (except === 'statuses' || allows(filter.statuses, row.status));
  const along = <K extends string | number>(except: keyof FacetFilter, key: (row: CountRow) => K) => {
    const sums = new Map<K, number>();
    for (const row of counts)
      if (fits(row, except)) sums.set(key(row), (sums.get(key(row)) ?? 0) + row.count);
    return [...sums].sort((a, b) => b[1] - a[1] || String(a[0]).localeCompare(String(b[0])));
  };
  return {
    total: counts.filter((row) => fits(row, null)).reduce((sum, row) => sum + row.count, 0),
    types: along('types', (row) => row.type).map(([value, count]) => ({
      value,
      title: names.types.get(value)?.title ?? value,
      count,
    })),
    regions: along('regions', (row) => row.region).map(([value, count]) => ({ value, count })),
    statuses: along('statuses', (row) => row.status).map(([value, count]) => ({ value, count })),
    providers: along('providerIds', (row) => row.provider_id).map(([value, count]) => ({
      value,
      title: names.providers.get(value) ?? String(value),
      count,
    })),
  };
}

function allows<T>(wanted: readonly T[] | undefined, value: T): boolean {
  return wanted === undefined || wanted.includes(value);
}
