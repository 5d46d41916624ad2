/** When work is due. `at` is a local time `HH:mm`; weekday 0 is Sunday; day 31 is the last day of a shorter month. */
export type Timing =
  | { kind: 'daily'; at: string }
  | { kind: 'weekly'; weekday: number; at: string }
  | { kind: 'monthly'; day: number; at: string }
  | { kind: 'cron'; expression: string };

/** What a fixed local time does when the clock change leaves it out, or brings it twice. */
export type ClockChangePolicy = { gap: 'run_after' | 'skip'; overlap: 'first' | 'second' | 'both' };

/** A timing in an IANA time zone. Without a policy: `run_after` and `first`, as Debian's cron. */
export type Schedule = { timing: Timing; timeZone: string } & Partial<ClockChangePolicy>;

/** A parse that can fail says what is wrong in words that follow the name of the field. */
export type Parsed<T> = { value: T } | { problem: string };
