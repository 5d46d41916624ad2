import type { OptionDefinition } from '../../command.ts';
import { instantOf, moment } from '../../command.ts';

/** A time that lies ahead: `2027-01-31`, or `30d` for in thirty days. */
export function momentAhead(flags: string, description: string): OptionDefinition<string | undefined> {
  return {
    ...moment(flags, description),
    read(raw) {
      if (typeof raw !== 'string') return undefined;
      const now = new Date();
      const instant = instantOf(flags.split(' ')[0] ?? flags, raw, now);
      const isSpan = /^\d{1,6}[mhd]$/.test(raw);
      return isSpan ? new Date(2 * now.getTime() - Date.parse(instant)).toISOString() : instant;
    },
  };
}
