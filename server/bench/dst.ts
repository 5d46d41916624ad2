import { parseArgs } from 'node:util';
import { Cron } from 'croner';
import { nextRun, runsBetween, type Schedule } from '../src/core/schedule.ts';
import { type DebianJob, debianRuns } from './debian-cron.ts';

const usage = `Usage: npm run bench -- dst [--from YEAR] [--to YEAR] [--ours]

Fixed-time jobs in every gap and every overlap of every zone, and just outside of them, and hourly jobs across
them: how many runs are dropped, doubled or shifted against Debian's cron. --ours leaves out the other libraries.
`;

const secondsPerDay = 86_400;
/** Around a clock change: a day and two hours to each side, so that the neighbours of a run are seen too. */
const windowMinutes = 26 * 60;
/** An hourly job has its neighbours nearer, and a day of it would measure nothing but patience. */
const hourlyWindowMinutes = 5 * 60;

type Change = {
  zone: string;
  minute: number;
  before: number;
  after: number;
  offsetAt: (minute: number) => number;
};
type Place = 'in the gap' | 'in the overlap' | 'just outside' | 'hourly';
type Case = { place: Place; expression: string; job: DebianJob };
type Tally = { cases: number; dropped: number; doubled: number; shifted: number; ms: number };

/** The runs of an expression in (after, until], in seconds. */
type Library = {
  name: string;
  runs(expression: string, zone: string, after: number, until: number): number[];
};

/** `npm run bench -- dst` */
export async function run(args: string[] = []): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      from: { type: 'string', default: '2016' },
      to: { type: 'string', default: '2036' },
      ours: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const [from, to] = [Number(values.from), Number(values.to)];
  const isYear = (year: number): boolean => Number.isInteger(year) && year >= 1970 && year <= 2100;
  if (values.help || !isYear(from) || !isYear(to) || to < from) {
    process.stdout.write(usage);
    return;
  }
  const zones = Intl.supportedValuesOf('timeZone');
  const libraries = [ours, ...(values.ours ? [] : [croner, ...(await cronParser())])];
  const tallies = new Map<string, Tally>();
  let changes = 0;
  for (const zone of zones) {
    for (const change of changesOf(zone, from, to)) {
      changes++;
      measureChange(change, libraries, tallies);
    }
  }
  console.log(
    `${zones.length} zones, ${changes} clock changes ${from}-${to}, time zone data ${process.versions.tz}, against Debian's cron minute by minute\n`,
  );
  printTable(libraries, tallies);
  console.log(
    `\n${measuredRate().toLocaleString('en')} next runs per second, one daily job in Europe/Berlin`,
  );
}

function measuredRate(): number {
  const schedule: Schedule = { timing: { kind: 'daily', at: '02:30' }, timeZone: 'Europe/Berlin' };
  const rounds = 50_000;
  const begin = new Date(Date.UTC(2016, 0, 1));
  const started = performance.now();
  let next: Date | null = begin;
  for (let round = 0; round < rounds; round++) next = nextRun(schedule, next ?? begin);
  return Math.round((1000 * rounds) / (performance.now() - started));
}

const ours: Library = {
  name: 'infraudit',
  runs(expression, timeZone, after, until) {
    const schedule: Schedule = { timing: { kind: 'cron', expression }, timeZone };
    const { instants } = runsBetween(schedule, new Date(after * 1000), new Date(until * 1000), 1000);
    return instants.map((instant) => instant.getTime() / 1000);
  },
};

const croner: Library = {
  name: 'croner',
  runs(expression, timezone, after, until) {
    const cron = new Cron(expression, { timezone, paused: true });
    return stepped(new Date(after * 1000), until, (previous) => cron.nextRun(previous));
  },
};

/** Not a dependency of ours: it comes with the queue, and is measured when it is there. */
async function cronParser(): Promise<Library[]> {
  type Module = {
    CronExpressionParser: {
      parse(expression: string, options: { tz: string; currentDate: Date }): { next(): { toDate(): Date } };
    };
  };
  const packageName = 'cron-parser';
  let module: Module;
  try {
    module = (await import(packageName)) as Module;
  } catch {
    console.log('cron-parser is not installed: left out');
    return [];
  }
  const runs: Library['runs'] = (expression, tz, after, until) => {
    const cron = module.CronExpressionParser.parse(expression, { tz, currentDate: new Date(after * 1000) });
    return stepped(new Date(after * 1000), until, () => cron.next().toDate());
  };
  return [{ name: packageName, runs }];
}

function stepped(after: Date, until: number, next: (previous: Date) => Date | null): number[] {
  const runs: number[] = [];
  for (let run = next(after); run !== null && run.getTime() <= until * 1000; run = next(run)) {
    runs.push(run.getTime() / 1000);
    if (runs.length > 1000) break;
  }
  return runs;
}

/** Clock changes by looking at every day and halving the days that differ; by the runtime alone, without our code. */
function changesOf(zone: string, fromYear: number, toYear: number): Change[] {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  const offsetOf = (seconds: number): number => {
    const [month = 0, day = 0, year = 0, hour = 0, minute = 0, second = 0] = (
      format.format(seconds * 1000).match(/\d+/g) ?? []
    ).map(Number);
    return Date.UTC(2000 + (year % 100), month - 1, day, hour, minute, second) / 1000 - seconds;
  };
  const found: Omit<Change, 'offsetAt'>[] = [];
  const start = Date.UTC(fromYear, 0, 1) / 1000;
  const end = Date.UTC(toYear + 1, 0, 1) / 1000;
  const first = offsetOf(start);
  let before = first;
  for (let day = start; day < end; day += secondsPerDay) {
    const after = offsetOf(day + secondsPerDay);
    if (after === before) continue;
    let [same, different] = [day, day + secondsPerDay];
    while (different - same > 60) {
      const middle = same + Math.floor((different - same) / 120) * 60;
      if (offsetOf(middle) === before) same = middle;
      else different = middle;
    }
    found.push({ zone, minute: different / 60, before: before / 60, after: after / 60 });
    before = after;
  }
  const offsetAt = (minute: number): number =>
    found.findLast((change) => change.minute <= minute)?.after ?? first / 60;
  return found.map((change) => ({ ...change, offsetAt }));
}

function casesOf({ minute, before, after }: Change): Case[] {
  const isGap = after > before;
  const first = minute + Math.min(before, after);
  const last = minute + Math.max(before, after) - 1;
  const middle = Math.floor((first + last) / 2);
  const inside: Place = isGap ? 'in the gap' : 'in the overlap';
  const places: [Place, number][] = [
    [inside, first],
    [inside, first + 1],
    [inside, middle],
    [inside, last],
    ['just outside', first - 1],
    ['just outside', last + 1],
    ['just outside', last + 2],
  ];
  const minuteOfHour = (wall: number): number => ((wall % 60) + 60) % 60;
  const minuteOfDay = (wall: number): number => ((wall % 1440) + 1440) % 1440;
  const fixed = places.map(([place, wall]): Case => {
    const time = minuteOfDay(wall);
    return {
      place,
      expression: `${time % 60} ${Math.floor(time / 60)} * * *`,
      job: { wildcard: false, isDue: (at) => minuteOfDay(at) === time },
    };
  });
  const hourly: Case = {
    place: 'hourly',
    expression: `${minuteOfHour(middle)} * * * *`,
    job: { wildcard: true, isDue: (at) => minuteOfHour(at) === minuteOfHour(middle) },
  };
  return [...fixed, hourly];
}

function measureChange(change: Change, libraries: readonly Library[], tallies: Map<string, Tally>): void {
  const cases = casesOf(change);
  const from = change.minute - windowMinutes;
  const to = change.minute + windowMinutes;
  const expected = debianRuns(
    cases.map(({ job }) => job),
    localOffsets(change, from, to),
    from,
    to,
  );
  for (const [index, { place, expression }] of cases.entries()) {
    const reach = place === 'hourly' ? hourlyWindowMinutes : windowMinutes;
    const after = (change.minute - reach) * 60 - 1;
    const until = (change.minute + reach) * 60 - 1;
    const wanted = (expected[index] ?? [])
      .map((minute) => minute * 60)
      .filter((instant) => instant > after && instant <= until);
    for (const library of libraries) {
      const started = performance.now();
      const got = runsOf(library, expression, change.zone, after, until);
      const ms = performance.now() - started;
      for (const key of [`${library.name} ${place}`, `${library.name} all`]) {
        const tally = tallies.get(key) ?? { cases: 0, dropped: 0, doubled: 0, shifted: 0, ms: 0 };
        tallies.set(key, tally);
        tally.ms += ms;
        count(tally, wanted, got);
      }
    }
  }
}

/** The offsets of a window as a list: the simulation asks for each minute. */
function localOffsets({ offsetAt }: Change, from: number, to: number): (minute: number) => number {
  const offsets = Array.from({ length: to - from + 1 }, (_, index) => offsetAt(from - 1 + index));
  return (minute) => offsets[minute - from + 1] ?? 0;
}

function runsOf(library: Library, expression: string, zone: string, after: number, until: number): number[] {
  try {
    return library.runs(expression, zone, after, until);
  } catch {
    return [];
  }
}

/** A run that is missing beside one too many was shifted; what remains was dropped or doubled. */
function count(tally: Tally, wanted: readonly number[], got: readonly number[]): void {
  const missing = wanted.filter((instant) => !got.includes(instant)).length;
  const unwanted = got.filter(
    (instant, index) => !wanted.includes(instant) || got.indexOf(instant) !== index,
  ).length;
  tally.cases++;
  if (Math.min(missing, unwanted) > 0) tally.shifted++;
  if (missing > unwanted) tally.dropped++;
  if (unwanted > missing) tally.doubled++;
}

function printTable(libraries: readonly Library[], tallies: ReadonlyMap<string, Tally>): void {
  const rows = [['LIBRARY', 'JOB', 'CASES', 'DROPPED', 'DOUBLED', 'SHIFTED', 'SECONDS']];
  for (const { name } of libraries) {
    for (const place of ['in the gap', 'in the overlap', 'just outside', 'hourly', 'all']) {
      const tally = tallies.get(`${name} ${place}`);
      if (tally === undefined) continue;
      const numbers = [tally.cases, tally.dropped, tally.doubled, tally.shifted];
      rows.push([
        name,
        place,
        ...numbers.map((number) => number.toLocaleString('en')),
        (tally.ms / 1000).toFixed(1),
      ]);
    }
  }
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  for (const row of rows) {
    const cells = row.map((cell, column) =>
      column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
    );
    console.log(cells.join('  '));
  }
}
