/** When a webhook counts as dead. Pure. */

export type Health = {
  /** Deliveries given up since the last one that arrived. */
  failuresInARow: number;
  /** The first attempt that failed since then. */
  failingSince: Date | null;
  lastStatus: 'success' | 'failed' | null;
  lastAt: Date | null;
};

export type HealthFact = {
  event: string;
  /** What the delivery is after the attempt. */
  status: 'sent' | 'failed' | 'pending' | 'sending' | 'suppressed';
  httpStatus: number | null;
  endedAt: Date;
};

const failuresUntilPause = 10;
const failingHoursUntilPause = 24;
const gone = 410;

/** The state after these attempts, and why the webhook is paused now; null leaves it as it is. */
export function afterAttempts(
  before: Health,
  facts: readonly HealthFact[],
): { health: Health; pause: string | null } {
  let health = before;
  let pause: string | null = null;
  for (const fact of facts) {
    if (fact.status === 'suppressed' || fact.status === 'sending') continue;
    health = afterOne(health, fact);
    pause = fact.status === 'sent' ? null : (pause ?? reasonToPause(health, fact));
  }
  return { health, pause };
}

function afterOne(health: Health, fact: HealthFact): Health {
  const lastAt = fact.endedAt;
  if (fact.status === 'sent') return { failuresInARow: 0, failingSince: null, lastStatus: 'success', lastAt };
  // Somebody who tries out an address says nothing about its days.
  const counts = fact.status === 'failed' && fact.event !== 'ping';
  return {
    failuresInARow: health.failuresInARow + (counts ? 1 : 0),
    failingSince: health.failingSince ?? fact.endedAt,
    lastStatus: 'failed',
    lastAt,
  };
}

function reasonToPause(health: Health, fact: HealthFact): string | null {
  if (fact.httpStatus === gone) return 'it answered 410 Gone';
  const { failuresInARow, failingSince } = health;
  if (failuresInARow < failuresUntilPause || failingSince === null) return null;
  const hours = (fact.endedAt.getTime() - failingSince.getTime()) / 3_600_000;
  if (hours < failingHoursUntilPause) return null;
  return `${failuresInARow} deliveries in a row failed, and nothing has arrived for ${Math.floor(hours)} hours`;
}
