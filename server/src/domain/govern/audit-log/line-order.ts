/** What is wrong with where a line stands. `line` is null for a line that is not there. */
export type OrderProblem = {
  kind: 'missing' | 'swapped' | 'moved' | 'duplicated';
  /** The event, and for a swap the other one; for a gap its first and its last. */
  sequence: number;
  other: number | null;
  line: number | null;
};

/** With more the file is in no order at all, and places are no longer followed. */
const mostOpenQuestions = 1_000;

/**
 * Follows the numbers of events from line to line and names what was removed, swapped, moved or doubled. It keeps
 * what is open and nothing else, so memory does not grow with the file.
 */
export function lineOrder(first: number, report: (problem: OrderProblem) => void) {
  let expected = first;
  /** A line whose number is too high: the next one tells whether lines are missing or this one strayed. */
  let held: { sequence: number; line: number } | null = null;
  /** Gaps, as first and last. */
  let gaps: [number, number][] = [];
  /** Events that stood too early, and whose place they took. */
  const early = new Map<number, number>();
  let lost = false;

  const inGap = (sequence: number) => gaps.some(([from, to]) => sequence >= from && sequence <= to);
  function fill(sequence: number): void {
    gaps = gaps.flatMap(([from, to]): [number, number][] => {
      if (sequence < from || sequence > to) return [[from, to]];
      const rest: [number, number][] = [
        [from, sequence - 1],
        [sequence + 1, to],
      ];
      return rest.filter(([begin, end]) => begin <= end);
    });
  }
  function tooEarly(sequence: number): void {
    early.set(sequence, expected);
    gaps.push([expected, expected]);
    expected++;
  }
  function settleHeld(next: number | null): void {
    if (held === null) return;
    const { sequence } = held;
    held = null;
    if (next === expected || next === expected + 1) {
      tooEarly(sequence);
    } else {
      gaps.push([expected, sequence - 1]);
      expected = sequence + 1;
    }
  }
  function place(sequence: number, line: number): void {
    while (early.has(expected)) {
      const displaced = early.get(expected) as number;
      if (displaced === sequence) {
        early.delete(expected);
        fill(sequence);
        report({ kind: 'swapped', sequence, other: expected, line });
        expected++;
        return;
      }
      report({ kind: 'moved', sequence: expected, other: displaced, line: null });
      early.delete(expected);
      expected++;
    }
    if (sequence === expected) {
      expected++;
    } else if (sequence > expected) {
      held = { sequence, line };
    } else if (inGap(sequence)) {
      fill(sequence);
      report({ kind: 'moved', sequence, other: null, line });
    } else {
      report({ kind: 'duplicated', sequence, other: null, line });
    }
  }

  return {
    /** The number that the next line should have. */
    expected: () => (held === null ? expected : held.sequence + 1),
    see(sequence: number, line: number): void {
      lost ||= gaps.length + early.size >= mostOpenQuestions;
      if (lost) return;
      settleHeld(sequence);
      place(sequence, line);
    },
    /** A line that says nothing about its number counts as the one that was expected. */
    skip(): number {
      settleHeld(null);
      return expected++;
    },
    end(last: number): void {
      settleHeld(null);
      if (!lost && expected <= last && !early.has(expected)) gaps.push([expected, last]);
      for (const [sequence, place] of early) report({ kind: 'moved', sequence, other: place, line: null });
      for (const [from, to] of gaps) report({ kind: 'missing', sequence: from, other: to, line: null });
    },
  };
}
