import type { Change } from './compare.ts';
import { matchesPath } from './path.ts';

/** A wish of the user: do not report changes below this path. */
export type DriftRule = {
  id: number | string;
  /** `Tags[env]`, `Tags`, `Rules.*.Prefix`, `**.LastUsed`; matches the place and everything below it. */
  path: string;
  /** Only for this type (ours or the vendor's); all types when absent. */
  type?: string | null;
  /** Only for this resource; all resources when absent. */
  resourceId?: number | string | null;
  /** The rule is without effect from this moment on. */
  expiresAt?: Date | null;
};

export type Suppressed = { change: Change; ruleId: DriftRule['id'] };

export type Subject = {
  /** All names of the type: ours and the vendor's. */
  type: string | readonly string[];
  resourceId?: number | string;
  now: Date;
};

/** Splits changes into those to report and those that a rule of the user hides. The first rule that fits is named. */
export function applyDriftRules(
  changes: readonly Change[],
  rules: readonly DriftRule[],
  subject: Subject,
): { kept: Change[]; suppressed: Suppressed[] } {
  const types = typeof subject.type === 'string' ? [subject.type] : subject.type;
  const active = rules.filter(
    (rule) =>
      (rule.type == null || types.includes(rule.type)) &&
      (rule.resourceId == null ||
        (subject.resourceId !== undefined && String(rule.resourceId) === String(subject.resourceId))) &&
      (rule.expiresAt == null || rule.expiresAt.getTime() > subject.now.getTime()),
  );
  const kept: Change[] = [];
  const suppressed: Suppressed[] = [];
  for (const change of changes) {
    const rule = active.find(({ path }) => path.trim() !== '' && matchesPath(path, change.path));
    if (rule === undefined) kept.push(change);
    else suppressed.push({ change, ruleId: rule.id });
  }
  return { kept, suppressed };
}
