import type { AnyRemediation } from '../../../../plugin-kit/define-remediation.ts';
import type { RemediationSettings } from '../settings.ts';
import { rulesFor } from '../settings.ts';

/** Why an open finding is not part of a plan. Pure. */
export const leftWords = {
  limit: 'beyond the limit of a run',
  most_open: 'as many changes are under way as the settings allow',
  under_way: 'of a resource that another change holds',
  same_resource: 'of a resource that this plan changes otherwise',
  no_write_access: 'without credentials for writing',
  no_remediation: 'without a change that puts it in order',
  several_fit: 'where several changes fit',
  high_risk: 'where a change of high risk has to be asked for by name',
  irreversible: 'where the change cannot be taken back',
  switched_off: 'where the change is switched off in the settings',
  unsupported: 'in an account that this version changes nothing in',
  unreadable: 'that could not be read',
  cannot: 'that the change cannot put in order',
} as const;
export type LeftReason = keyof typeof leftWords;

/** Why one kind of change is not for a scheduled run; null when it is. */
export function kindProblem(
  remediation: AnyRemediation,
  chosen: readonly string[],
  settings: RemediationSettings,
): LeftReason | null {
  if (!rulesFor(settings, remediation.id).enabled) return 'switched_off';
  if (chosen.length > 0) return chosen.includes(remediation.id) ? null : 'no_remediation';
  if (remediation.risk === 'high') return 'high_risk';
  return remediation.irreversible === null ? null : 'irreversible';
}

export type Choice = { kind: AnyRemediation } | { left: LeftReason; detail?: string };

/** Of the kinds of change that fit a finding the one that a run takes; none where a person has to choose. */
export function chooseKind(
  { fitting, clear }: { fitting: readonly AnyRemediation[]; clear: AnyRemediation | undefined },
  problemOf: (kind: AnyRemediation) => LeftReason | null,
): Choice {
  const [first] = fitting;
  if (first === undefined) return { left: 'no_remediation' };
  const possible = fitting.filter((kind) => problemOf(kind) === null);
  const [only, another] = possible;
  if (only === undefined) return { left: problemOf(clear ?? first) ?? 'no_remediation' };
  if (clear !== undefined && possible.includes(clear)) return { kind: clear };
  if (another === undefined) return { kind: only };
  return { left: 'several_fit', detail: possible.map(({ id }) => id).join(', ') };
}

/** `2 beyond the limit of a run, 1 without credentials for writing`. */
export function leftSentence(counts: ReadonlyMap<LeftReason, number>): string {
  return [...counts].map(([reason, count]) => `${count} ${leftWords[reason]}`).join(', ');
}
