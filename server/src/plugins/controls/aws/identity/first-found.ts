/**
 * What the first of the questions finds. One that cannot be answered because something was not readable counts only
 * when no other finds anything: a fault that was seen is a fault.
 */
export function firstFound<Found>(...questions: (() => Found | undefined)[]): Found | undefined {
  let unanswered: { why: unknown } | undefined;
  for (const ask of questions) {
    try {
      const found = ask();
      if (found !== undefined) return found;
    } catch (why) {
      unanswered ??= { why };
    }
  }
  if (unanswered !== undefined) throw unanswered.why;
  return undefined;
}
