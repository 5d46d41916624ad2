import { AppError } from '../../../core/errors.ts';
import type { Json } from '../../../core/json.ts';
import type { Scope } from '../../../core/scope.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Database } from '../../../platform/db/database.ts';
import type { ChangeLookup, ProviderSession } from '../../../plugin-kit/define-provider.ts';
import type { ExecutionReporter } from '../../govern/jobs/index.ts';
import type { OpenedDrift } from './detect.ts';
import * as store from './store.ts';

/** Look-ups cost a slow quota at the vendor (two a second on AWS), so one scan asks for so many resources. */
const lookupLimit = 50;
const unknownPastMs = 24 * 60 * 60 * 1000;

export type AttributeDeps = {
  db: Database;
  clock: Clock;
  /** A session of a stored provider; the caller closes it. */
  connect: (scope: Scope, providerId: number, signal: AbortSignal) => Promise<ProviderSession>;
};

/**
 * Asks the vendor's own trail who made the changes of these drifts, and stores the answer or the reason why
 * there is none. Runs outside of the transactions that opened them.
 */
export async function attributeDrifts(
  deps: AttributeDeps,
  scope: Scope,
  drifts: OpenedDrift[],
  context: { signal: AbortSignal; report: ExecutionReporter },
): Promise<void> {
  const byProvider = Map.groupBy(drifts, (drift) => drift.pair.provider_id);
  for (const [providerId, own] of byProvider) {
    let session: ProviderSession;
    try {
      session = await deps.connect(scope, providerId, context.signal);
    } catch (error) {
      const reason = error instanceof AppError ? error.message : 'the connection to the account failed';
      await remember(deps, scope, own, { state: 'unavailable', reason });
      context.report.log('warn', `who made ${own.length} changes is unknown: ${reason}`);
      continue;
    }
    try {
      await attributeOf(deps, scope, session, own, context);
    } finally {
      session.close();
    }
  }
}

async function attributeOf(
  deps: AttributeDeps,
  scope: Scope,
  session: ProviderSession,
  drifts: OpenedDrift[],
  context: { signal: AbortSignal; report: ExecutionReporter },
): Promise<void> {
  const byResource = [...Map.groupBy(drifts, (drift) => drift.pair.resource_id).values()];
  let done = 0;
  for (const group of byResource) {
    const pair = group[0]?.pair;
    if (pair === undefined || context.signal.aborted) return;
    const lookup: ChangeLookup =
      session.lookupChanges === undefined
        ? { state: 'unreadable', reason: 'unsupported', message: 'this provider has no trail of changes' }
        : done >= lookupLimit
          ? {
              state: 'unreadable',
              reason: 'throttled',
              message: `only ${lookupLimit} resources are looked up per scan`,
            }
          : await lookupFor(deps, scope, session, pair, context.signal);
    done += 1;
    context.report.progress('looking up who made the changes', done, byResource.length);
    const attribution = presentLookup(lookup);
    await remember(deps, scope, group, attribution);
    if (lookup.state === 'unreadable')
      context.report.log('warn', `${pair.name}: who changed it is unknown: ${lookup.message}`);
  }
}

async function remember(
  deps: AttributeDeps,
  scope: Scope,
  drifts: OpenedDrift[],
  attribution: Json,
): Promise<void> {
  await deps.db.within(scope, async (tx) => {
    for (const drift of drifts) await store.setAttribution(tx, drift.driftId, attribution);
  });
}

async function lookupFor(
  deps: AttributeDeps,
  scope: Scope,
  session: ProviderSession,
  pair: store.Pair,
  signal: AbortSignal,
): Promise<ChangeLookup> {
  const now = deps.clock.now();
  const since = await deps.db.within(scope, (tx) =>
    store.previousObservation(tx, pair.resource_id, pair.version_id),
  );
  const query = {
    resource: { type: pair.type, externalId: pair.external_id, name: pair.name, region: pair.region },
    since: since ?? new Date(now.getTime() - unknownPastMs),
    until: now,
    signal,
  };
  return (await session.lookupChanges?.(query)) ?? { state: 'read', changes: [], truncated: false };
}

/** The newest change of the resource since it was last seen unchanged; no guess when there is none. */
function presentLookup(lookup: ChangeLookup): Json {
  if (lookup.state === 'unreadable') {
    return {
      state: 'unavailable',
      reason: lookup.message,
      ...(lookup.permission === undefined ? {} : { permission: lookup.permission }),
    };
  }
  const change = lookup.changes[0];
  if (change === undefined) {
    return {
      state: 'unavailable',
      reason: 'the trail names no change of this resource since it was last seen unchanged',
    };
  }
  return {
    state: 'known',
    principal: change.actor,
    call: change.call,
    at: new Date(change.at).toISOString(),
    source_ip: change.sourceAddress ?? null,
    event_id: change.recordId,
  };
}
