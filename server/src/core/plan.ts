import type { Json } from './json.ts';

/** One change in a connected system, as a person reads it before they allow it. */
export type PlanStep = {
  /** The vendor's call: `tag:TagResources`. */
  call: string;
  /** What it changes. */
  target: {
    kind: 'resource';
    id: number;
    name: string;
    externalId: string;
    resourceType: string;
    region: string;
    providerId: number;
  };
  /** `Add the tags owner and env to data-lake-bucket`. */
  summary: string;
  /** State of exactly what the step changes, before and after it. A different `before` voids the plan. */
  before: Json;
  after: Json;
  /** Which kind of change makes it, where a plan holds several: `aws-s3-block-public-access`. */
  kind?: string;
  /** Why it is needed, where each step has a reason of its own. */
  reason?: string;
};

/** Everything that one execution would change, and nothing else. Approval is of its SHA-256. */
export type Plan = {
  summary: string;
  /** Where it acts, for people: `AWS account 123456789012 (production)`. */
  targetSystem: string;
  steps: PlanStep[];
};
