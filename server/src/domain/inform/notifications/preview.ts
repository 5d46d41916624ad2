import type { z } from 'zod';
import { severities } from '../../../core/severity.ts';
import type { PastEvent } from './history-store.ts';
import { fits, type Rule, route } from './route.ts';
import type { previewSchema } from './schemas.ts';

export type Preview = z.input<typeof previewSchema>;

/** Events that a preview looks at, at most. */
export const mostPreviewed = 5000;
const shownExamples = 50;

/**
 * What a rule would have told of past events, each decided at the moment when it happened. Ends of alerts follow
 * where their openings went. Pure.
 */
export function previewRule(
  rule: Omit<Rule, 'id' | 'channelId' | 'enabled'>,
  events: readonly PastEvent[],
  days: number,
): Preview {
  const channel = {
    id: 1,
    name: rule.name,
    enabled: true,
    isDefault: false,
    states: ['open', 'acknowledged', 'resolved', 'message'] as const,
  };
  const routing = {
    channels: [channel],
    rules: [{ ...rule, id: 1, channelId: 1, enabled: true }],
    people: [],
    mailServer: false,
  };
  const told = new Map<string, { summed: boolean }>();
  const found: Preview['examples'] = [];
  const summaries = new Set<string>();
  const bySeverity = Object.fromEntries(
    severities.map((severity) => [severity, 0]),
  ) as Preview['by_severity'];
  for (const { at, title, routed } of events) {
    const follows = routed.change === 'acknowledged' || routed.change === 'resolved';
    const opening = routed.subject === null ? undefined : told.get(routed.subject);
    if (follows ? opening === undefined : !fits(rule.match, routed)) continue;
    const before =
      opening === undefined ? [] : [{ channelId: 1, userId: null, ruleId: 1, waiting: false, ...opening }];
    for (const decision of route(routed, { ...routing, told: before }, at)) {
      if (routed.severity !== null && !follows)
        bySeverity[routed.severity] = (bySeverity[routed.severity] ?? 0) + 1;
      if (decision.hold === 'digest' && decision.at !== null) summaries.add(decision.at.toISOString());
      if (routed.change === 'opened' && routed.subject !== null && decision.outcome !== 'suppress')
        told.set(routed.subject, { summed: decision.hold === 'digest' });
      found.push({
        at: at.toISOString(),
        event: routed.type,
        title,
        severity: routed.severity,
        outcome: decision.outcome,
        told_at: decision.outcome === 'suppress' ? null : (decision.at ?? at).toISOString(),
        reason: decision.reason,
      });
    }
    if (routed.change === 'resolved' && routed.subject !== null) told.delete(routed.subject);
  }
  const held = (reason: RegExp) =>
    found.filter((each) => each.outcome === 'hold' && reason.test(each.reason ?? '')).length;
  return {
    days,
    events: events.length,
    since: events[0]?.at.toISOString() ?? null,
    matches: found.length,
    messages: found.filter(({ outcome }) => outcome === 'send').length,
    held_for_quiet_hours: held(/quiet/),
    summaries: summaries.size,
    not_told: found.filter(({ outcome }) => outcome === 'suppress').length,
    by_severity: bySeverity,
    examples: found.slice(-shownExamples).reverse(),
  };
}
