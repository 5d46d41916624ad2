import type { ExceptionState } from '../../../../platform/db/tables/compliance-decisions.ts';

/** When an exception may be asked for, who may decide, and what it accepts at a moment. Pure. */

const dayMs = 86_400_000;
const longestDays = 366;

/** Why this cannot be the end of an exception; null when it can. */
export function expiryProblem(expiresAt: Date, now: Date): string | null {
  if (expiresAt.getTime() <= now.getTime()) return 'must be in the future';
  if (expiresAt.getTime() > now.getTime() + longestDays * dayMs)
    return 'must be within a year; whoever still wants it then decides again';
  return null;
}

/** A pattern of names as SQL's LIKE reads it: `*` is any text, `?` is one character, nothing else is special. */
export function likeOfGlob(pattern: string): string {
  return pattern
    .replaceAll(/[\\%_]/g, (special) => `\\${special}`)
    .replaceAll('*', '%')
    .replaceAll('?', '_');
}

/** Why this person cannot decide about a request, as a sentence; null when they can. */
export function decisionProblem(
  exception: { requested_by_user_id: number | null },
  decider: { userId: number | null; mayApprove: boolean },
): string | null {
  if (decider.userId === null) return 'Only a person can decide.';
  if (!decider.mayApprove)
    return 'This needs the permission approve, which your role or your key does not have.';
  if (exception.requested_by_user_id === decider.userId)
    return 'Separation of duties: you asked for this exception, so somebody else has to decide.';
  return null;
}

/** The state that counts now: time ends an exception even before anybody has written it down. */
export function stateAt(exception: { state: ExceptionState; expires_at: Date }, now: Date): ExceptionState {
  const lives = exception.state === 'requested' || exception.state === 'active';
  return lives && exception.expires_at.getTime() <= now.getTime() ? 'expired' : exception.state;
}
