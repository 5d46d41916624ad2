import type { UnreadableReason } from './observation.ts';

/**
 * What a control concludes about one resource. `unknown` is never a pass and never a fail: something that would
 * have decided could not be seen. `not_applicable`: the rule does not concern this resource.
 */
export const verdictStatuses = ['pass', 'fail', 'not_applicable', 'unknown'] as const;
export type VerdictStatus = (typeof verdictStatuses)[number];

/** What could not be seen, so that a verdict is unknown: a path of the configuration, or a whole list. */
export type Unseen = {
  /** Our resource type. */
  type: string;
  /** Path of the configuration, `*` when resources of the type may exist that nobody saw. */
  path: string;
  reason: UnreadableReason | 'region_disabled' | 'cancelled' | 'timeout' | 'capped' | 'never_read';
  /** What to grant. */
  permission?: string;
  /** Region whose list is missing. */
  region?: string;
};

export type Verdict = {
  status: VerdictStatus;
  /** One sentence for the auditor, about this resource. */
  message: string;
  /** Configuration paths whose values decided, most telling first. Absent: all that the control looked at. */
  paths?: readonly string[];
  /** Only of `unknown`. */
  unseen?: readonly Unseen[];
};

export function pass(message: string, ...paths: string[]): Verdict {
  return paths.length === 0 ? { status: 'pass', message } : { status: 'pass', message, paths };
}

export function fail(message: string, ...paths: string[]): Verdict {
  return paths.length === 0 ? { status: 'fail', message } : { status: 'fail', message, paths };
}

export function notApplicable(message: string, ...paths: string[]): Verdict {
  return { status: 'not_applicable', message, ...(paths.length > 0 && { paths }) };
}

/**
 * For what a control knows that it cannot know: a bucket of another account, a policy in a language that it does
 * not read. What the collector could not read needs no call of this: the kit answers by itself.
 */
export function unknown(message: string, ...paths: string[]): Verdict {
  return { status: 'unknown', message, ...(paths.length > 0 && { paths }) };
}
