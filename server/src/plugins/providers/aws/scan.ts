import { describeError } from '../../../core/errors.ts';
import type { JsonObject } from '../../../core/json.ts';
import type { Gap, ObservedResource, Unreadable } from '../../../core/observation.ts';
import type { OneCall } from '../../../plugin-kit/define-collector.ts';
import type {
  ScanEvent,
  ScanSource,
  SourceOutcome,
  SourceOutcomeKind,
} from '../../../plugin-kit/define-provider.ts';
import { AwsCallError, gapReason } from './session/call-error.ts';
import type { AwsConnection } from './session/connection.ts';
import {
  type AwsCollector,
  openSession,
  type SessionFacts,
  type SessionNotes,
} from './session/open-session.ts';

/** The region of a source that exists once per account. */
export const globalRegion = 'global';

export type ScanOptions = {
  connection: AwsConnection;
  collector: AwsCollector;
  source: ScanSource;
  facts: SessionFacts;
  /** Calls that are narrowed to one resource. */
  one?: readonly OneCall[];
};

/** Runs one collector in one region. Streams what it sees and ends with exactly one outcome; never throws. */
export async function* scanSource(options: ScanOptions): AsyncGenerator<ScanEvent> {
  const { collector, source, facts } = options;
  const startedAt = performance.now();
  const { session, notes } = openSession(options.connection, collector, facts, options.one);
  const unseen = collectUnreadable(source);
  const seen = new Set<string>();
  let failure: unknown;
  try {
    for await (const observed of collector.collect(session)) {
      // A list that moves while it is paged may show one resource on two pages.
      if (seen.has(observed.externalId)) continue;
      seen.add(observed.externalId);
      const resource = parseConfiguration(collector, observed);
      unseen.add(resource);
      yield { kind: 'resource', resource };
    }
  } catch (error) {
    failure = error ?? new Error('the collector threw nothing');
  }
  const gaps = [...unseen.gaps(), ...cappedGaps(source, notes)];
  const outcome = failure === undefined ? undefined : failureOf(failure, source, facts.signal, seen.size);
  if (outcome !== undefined) gaps.unshift(outcome.gap);
  yield {
    kind: 'end',
    outcome: {
      source,
      outcome:
        outcome?.kind ??
        (gaps.length > 0 ? 'partial' : seen.size > 0 ? 'success_with_data' : 'success_empty'),
      complete: outcome === undefined && notes.capped.size === 0,
      gaps,
      fetched: seen.size,
      durationMs: Math.round(performance.now() - startedAt),
      ...(outcome?.errorCode === undefined ? {} : { errorCode: outcome.errorCode }),
      ...(outcome === undefined ? {} : { guidance: outcome.guidance }),
    },
  };
}

type Failure = { kind: SourceOutcomeKind; gap: Gap; errorCode?: string; guidance: string };

function failureOf(error: unknown, source: ScanSource, signal: AbortSignal, seen: number): Failure {
  const rest = seen === 0 ? 'nothing of this source was seen' : `${seen} were seen before, the rest was not`;
  const gap = (reason: Gap['reason'], message: string, permission?: string): Gap => ({
    source: source.collector,
    region: source.region,
    reason,
    ...(permission === undefined ? {} : { permission }),
    paths: ['*'],
    resources: null,
    message: `${message}; ${rest}`,
  });
  if (signal.aborted) {
    return {
      kind: 'cancelled',
      gap: gap('cancelled', 'the scan was cancelled'),
      guidance: 'run the scan again',
    };
  }
  if (!(error instanceof AwsCallError)) {
    const message = `the collector of ${source.collector} failed (${describeError(error).slice(0, 300)})`;
    return {
      kind: seen > 0 ? 'partial' : 'failed',
      gap: gap('failed', message),
      guidance: 'report this as a defect',
    };
  }
  const named = gap(
    gapReason(error.reason),
    error.message,
    error.reason === 'denied' ? error.permission : undefined,
  );
  // What was seen is kept, but a list that broke off is never complete.
  return {
    kind: seen > 0 ? 'partial' : outcomeOf(error),
    gap: named,
    errorCode: error.code,
    guidance: guidanceOf(error),
  };
}

function outcomeOf(error: AwsCallError): SourceOutcomeKind {
  if (error.reason === 'denied') return 'permission_denied';
  if (error.reason === 'throttled') return 'rate_limited';
  if (error.reason === 'region_disabled') return 'region_disabled';
  return error.reason === 'cancelled' ? 'cancelled' : 'failed';
}

function guidanceOf(error: AwsCallError): string {
  if (error.reason === 'denied')
    return `grant ${error.permission ?? error.operation} to the identity of this connection`;
  if (error.reason === 'throttled') return 'AWS throttled every attempt; the next scan tries again';
  if (error.reason === 'region_disabled')
    return 'enable the region in the account, or leave it out of the scan';
  if (error.reason === 'credentials') return 'renew the credentials of this connection';
  if (error.reason === 'timeout' || error.reason === 'unreachable')
    return 'check the way from the server to AWS';
  return 'the next scan tries again; if it stays, report it with the error code';
}

function cappedGaps(source: ScanSource, notes: SessionNotes): Gap[] {
  return [...notes.capped].map((operation) => ({
    source: source.collector,
    region: source.region,
    reason: 'capped',
    paths: ['*'],
    resources: null,
    message: `${operation} has more pages than are read in one scan; what comes after was not seen`,
  }));
}

/**
 * Parses the configuration with the type's schema. A property that does not fit is taken out and said to be
 * unreadable: what we do not understand must not be judged, and must not cost the rest of the resource.
 */
function parseConfiguration(collector: AwsCollector, resource: ObservedResource): ObservedResource {
  const parsed = collector.resource.schema.safeParse(resource.configuration);
  if (parsed.success) return resource;
  const configuration: JsonObject = { ...resource.configuration };
  const unreadable: Unreadable[] = [...resource.unreadable];
  for (const issue of parsed.error.issues) {
    const property = issue.path[0];
    if (property === undefined || unreadable.some((entry) => entry.path === String(property))) continue;
    delete configuration[String(property)];
    const at = issue.path.map(String).join('.');
    unreadable.push({
      path: String(property),
      reason: 'failed',
      message: `unexpected shape at ${at}: ${issue.message}`,
    });
  }
  return { ...resource, configuration, unreadable };
}

/** Sums up unreadable paths of many resources as a few gaps: one per reason and permission. */
function collectUnreadable(source: ScanSource) {
  const groups = new Map<string, { first: Unreadable; paths: Set<string>; resources: number }>();
  return {
    add(resource: ObservedResource): void {
      const counted = new Set<string>();
      for (const entry of resource.unreadable) {
        const key = `${entry.reason}|${entry.permission ?? ''}`;
        let group = groups.get(key);
        if (group === undefined) {
          group = { first: entry, paths: new Set(), resources: 0 };
          groups.set(key, group);
        }
        group.paths.add(entry.path);
        if (!counted.has(key)) group.resources++;
        counted.add(key);
      }
    },
    gaps(): Gap[] {
      return [...groups.values()].map(({ first, paths, resources }) => ({
        source: source.collector,
        region: source.region,
        reason: first.reason,
        ...(first.permission === undefined ? {} : { permission: first.permission }),
        paths: [...paths].sort(),
        resources,
        message: first.message ?? `${[...paths].sort().join(', ')} could not be read`,
      }));
    },
  };
}

/** The outcome of a source that was never started. */
export function notStarted(source: ScanSource, gap: Gap, kind: SourceOutcomeKind): SourceOutcome {
  return { source, outcome: kind, complete: false, gaps: [gap], fetched: 0, durationMs: 0 };
}
