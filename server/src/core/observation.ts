import type { JsonObject } from './json.ts';

/** Why a part of a resource, or a whole source, could not be seen. Unknown is never a pass and never a zero. */
export type UnreadableReason = 'denied' | 'throttled' | 'unsupported' | 'failed';

/**
 * A path of the configuration that could not be read. `path` is dotted as in the vendor's schema
 * (`PublicAccessBlockConfiguration`); everything below it is unknown. `permission` is what to grant.
 */
export type Unreadable = { path: string; reason: UnreadableReason; permission?: string; message?: string };

export type ResourceStatus = 'active' | 'stopped';

/** One resource as a collector saw it. */
export type ObservedResource = {
  /** The provider's own identifier: the ARN where there is one. Unique within (provider account, type). */
  externalId: string;
  name: string;
  /** The vendor's region, or `global`. */
  region: string;
  status: ResourceStatus;
  tags: Record<string, string>;
  /** The vendor's published shape (AWS: the CloudFormation resource schema). Absent settings are absent keys. */
  configuration: JsonObject;
  unreadable: Unreadable[];
};

/** A source (one collector in one region) that was not seen completely. */
export type Gap = {
  source: string;
  region: string;
  reason: UnreadableReason | 'region_disabled' | 'cancelled' | 'timeout' | 'capped';
  permission?: string;
  /** What cannot be seen because of it: configuration paths, or `*` for the whole source. */
  paths: string[];
  /** How many resources are affected; null when the list itself was not readable. */
  resources: number | null;
  message: string;
};
