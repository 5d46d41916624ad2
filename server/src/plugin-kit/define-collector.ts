import type { ObservedResource } from '../core/observation.ts';
import type { ResourceType } from './define-resource-type.ts';

/**
 * A call that lists resources. Without its permission the whole source is unknown.
 */
export type ListOperation = {
  /** `service:Operation` as the SDK names it: `s3:ListBuckets`. */
  operation: string;
  /** The IAM action to grant, which may have another name: `s3:ListAllMyBuckets`. */
  permission: string;
};

/** A call per resource for what the list does not say. Without its permission only `paths` are unknown. */
export type DetailOperation = ListOperation & {
  /** Configuration paths that this call fills. */
  paths: string[];
  /** Error codes that mean "not configured", which is a fact and not a failure. */
  absent?: string[];
};

/** How a declared call is asked about one resource alone. */
export type OneCall = {
  operation: string;
  /** Members of the input besides those of the whole list; undefined takes one away. */
  input?: Record<string, unknown>;
  /** Where the list says nothing but names: this answer, without asking. */
  answer?: Record<string, unknown>;
  /** Error codes that mean that the resource is not there. */
  gone?: string[];
  /** Where others answer to the same input, by a prefix: the items of the answer that are looked at. */
  only?: { items: string; keep(item: unknown): boolean };
};

/**
 * Observes one type of resource; never judges, never writes. A collector is handed a session of its vendor
 * and only ever calls the operations that it declares, so the least-privilege policy, the pre-flight and the
 * coverage account are generated from the declaration.
 */
export type Collector<Session> = {
  resource: ResourceType;
  /** `regional`: once per enabled region. `global`: once per account. */
  scope: 'regional' | 'global';
  lists: ListOperation[];
  details: DetailOperation[];
  collect(session: Session): AsyncIterable<ObservedResource>;
  /**
   * The calls of `collect` that are asked differently when only this resource is wanted, so that a look at one is
   * not a look at all; the others stay as they are. Absent: one is found by reading all. Pure.
   */
  one?(externalId: string): OneCall[];
  /**
   * Why an item of the vendor's list is deliberately not reported: a terminated instance stays listed for an
   * hour and is not there any more. Undefined: the item is reported. Left out without a reason is a defect.
   */
  leftOut?(item: unknown): string | undefined;
};

export function defineCollector<Session>(collector: Collector<Session>): Collector<Session> {
  return collector;
}
