import { type Severity, worst } from '../../../core/severity.ts';
import type { LivingFinding } from './cause-store.ts';

/** What is known of the root condition of an alert: one attribute of one resource. */
export type CauseFacts = {
  alert: { status: string; severity: Severity; attribute: string; resolvedAt: Date | null };
  /** The open drift of the attribute. */
  openDrift: { severity: Severity; changed_at: Date } | null;
  /** Those by which findings may be explained: the open one, and those that are just being told of. */
  causes: readonly { changed_at: Date }[];
  /** Of the resource, without those that are accepted. */
  findings: readonly LivingFinding[];
  /** Controls that are mapped now. */
  mapped: ReadonlySet<string>;
  /** Controls that fail for a framework that is enabled. */
  asked: ReadonlySet<string>;
};

export type CauseVerdict = {
  map: LivingFinding[];
  unmap: string[];
  /** Of the drift and of what is mapped then; null where nothing holds any more. */
  severity: Severity | null;
  /** The alert lives and nothing of its cause is left. */
  over: boolean;
  /** A person resolved the alert, and this began to fail because of the same attribute afterwards. */
  back: LivingFinding | null;
};

/**
 * Which controls belong to an alert, and whether its cause is over. A control belongs to it when its evidence names
 * the attribute and it began to fail after the attribute changed; it stays until its finding is over, which nobody
 * being able to look does not prove. Pure.
 */
export function judgeCause(facts: CauseFacts): CauseVerdict {
  const { alert, openDrift, causes, mapped, asked } = facts;
  const living = facts.findings.filter(({ control_id }) => asked.has(control_id));
  const began = (finding: LivingFinding) => causes.some(({ changed_at }) => finding.failed_at >= changed_at);
  const map = living.filter(
    (finding) =>
      !mapped.has(finding.control_id) &&
      finding.status === 'fail' &&
      finding.attributes.includes(alert.attribute) &&
      began(finding),
  );
  const lasting = living.filter(({ control_id }) => mapped.has(control_id));
  const lastingIds = new Set(lasting.map(({ control_id }) => control_id));
  const held = [...lasting, ...map];
  const severities = [
    ...held.map(({ severity }) => severity),
    ...(openDrift === null ? [] : [openDrift.severity]),
  ];
  const { resolvedAt } = alert;
  return {
    map,
    unmap: [...mapped].filter((controlId) => !lastingIds.has(controlId)),
    severity: severities.length === 0 ? null : severities.reduce((a, b) => worst(a, b)),
    over: alert.status !== 'resolved' && openDrift === null && held.length === 0,
    back: resolvedAt === null ? null : (map.find(({ failed_at }) => failed_at > resolvedAt) ?? null),
  };
}
