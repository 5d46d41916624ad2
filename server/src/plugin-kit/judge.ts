import type { Json, JsonObject } from '../core/json.ts';
import type { Unseen, Verdict } from '../core/verdict.ts';
import type { AnyControl, SubjectFacts, Surroundings } from './define-control.ts';
import { type FleetOfType, type JudgedResource, type SharedFleet, sharedFleet } from './fleet.ts';
import { UnseenError, watchedConfiguration, watchedTags } from './watched-configuration.ts';

/** One account at one moment: what the controls of a judgement may look at. */
export type JudgedAccount = {
  accountId: string;
  regions: readonly string[];
  judgedAt: Date;
  /** By our type; made once per judgement, so that their indexes are shared by all controls. */
  fleet(type: string): SharedFleet;
};

export function judgedAccount(account: {
  accountId: string;
  regions: readonly string[];
  judgedAt: Date;
  fleets: (type: string) => FleetOfType;
}): JudgedAccount {
  const fleets = new Map<string, SharedFleet>();
  return {
    accountId: account.accountId,
    regions: account.regions,
    judgedAt: account.judgedAt,
    fleet(type) {
      const known = fleets.get(type);
      if (known !== undefined) return known;
      const fleet = sharedFleet(account.fleets(type));
      fleets.set(type, fleet);
      return fleet;
    },
  };
}

const noSurroundings = {} as Surroundings<never>;

/** A control made ready for many resources of one account. Never throws: a defect of a control is `unknown`. */
export function judgeOf(control: AnyControl, account: JudgedAccount): (resource: JudgedResource) => Verdict {
  const surroundings = surroundingsOf(control, account);
  const subjectOf = subjectFor(control, account);
  const type = control.resource.type;
  return (resource) => {
    try {
      const configuration =
        resource.unreadable.length === 0
          ? resource.configuration
          : watchedConfiguration(type, resource.configuration, resource.unreadable);
      return control.evaluate(configuration, subjectOf(resource), surroundings);
    } catch (error) {
      return verdictOfError(control, error);
    }
  };
}

/** Dotted path of the configuration → the value that the control saw there. */
export type Evidence = Record<string, Json>;

const pathsKept = 20;

/**
 * The values that decided: those of the paths that the verdict names, or else the settings that the control read.
 * At most 20; a value is cut by whoever stores it.
 */
export function evidenceOf(
  control: AnyControl,
  account: JudgedAccount,
  resource: JudgedResource,
  verdict: Verdict,
): Evidence {
  const paths = verdict.paths ?? readPaths(control, account, resource);
  const evidence: Evidence = {};
  for (const path of paths.slice(0, pathsKept)) {
    if (isUnreadable(resource, path)) continue;
    evidence[path] = valueAt(resource.configuration, path);
  }
  return evidence;
}

function readPaths(control: AnyControl, account: JudgedAccount, resource: JudgedResource): string[] {
  const read = new Set<string>();
  const { configuration, unreadable } = resource;
  const watched = watchedConfiguration(control.resource.type, configuration, unreadable, (path) => {
    // The leaf says it all: its parents were only passed through.
    const parent = path.slice(0, Math.max(0, path.lastIndexOf('.')));
    read.delete(parent);
    read.add(path);
  });
  try {
    control.evaluate(watched, subjectFor(control, account)(resource), surroundingsOf(control, account));
  } catch {
    // Whatever it read until then is the evidence.
  }
  return [...read];
}

function isUnreadable(resource: JudgedResource, path: string): boolean {
  return resource.unreadable.some((entry) => path === entry.path || path.startsWith(`${entry.path}.`));
}

/** The value at a dotted path; null where there is none. Own keys only. */
function valueAt(configuration: JsonObject, path: string): Json {
  let value: Json = configuration;
  for (const segment of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, segment)) return null;
    value = (value as Record<string, Json>)[segment] as Json;
  }
  return value;
}

function surroundingsOf(control: AnyControl, account: JudgedAccount): Surroundings<never> {
  if (control.reads === undefined) return noSurroundings;
  const views = Object.entries(control.reads).map(([name, type]) => [
    name,
    account.fleet(type.type).view(type.keys ?? {}),
  ]);
  return Object.fromEntries(views) as Surroundings<never>;
}

/** The UTC day of a moment, which is all that a control sees of the time: its verdict holds for a whole day. */
function beginningOfDay(moment: Date): Date {
  return new Date(Math.floor(moment.getTime() / 86_400_000) * 86_400_000);
}

/** Filled for one resource after the other: a control is synchronous and keeps nothing of it. */
type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

function subjectFor(control: AnyControl, account: JudgedAccount): (resource: JudgedResource) => SubjectFacts {
  const today = beginningOfDay(account.judgedAt);
  const subject: Writable<SubjectFacts> = {
    externalId: '',
    name: '',
    region: '',
    tags: {},
    accountId: account.accountId,
    regions: account.regions,
    get judgedAt() {
      if (control.dependsOnTime === true) return today;
      throw new Error(`${control.id} looks at the time and does not declare dependsOnTime`);
    },
  };
  return (resource) => {
    subject.externalId = resource.externalId;
    subject.name = resource.name;
    subject.region = resource.region;
    subject.tags = watchedTags(control.resource.type, resource.tags, resource.unreadable);
    return subject;
  };
}

function verdictOfError(control: AnyControl, error: unknown): Verdict {
  if (error instanceof UnseenError)
    return { status: 'unknown', message: sentence(error.unseen), unseen: error.unseen };
  return {
    status: 'unknown',
    message: `${control.id} could not judge this configuration: ${error instanceof Error ? error.message : 'it threw'}`,
    unseen: [{ type: control.resource.type, path: '*', reason: 'failed' }],
  };
}

const words: Record<Unseen['reason'], string> = {
  denied: 'access was denied',
  throttled: 'the vendor throttled the call',
  unsupported: 'the vendor does not offer it here',
  failed: 'the call failed',
  region_disabled: 'the region is not enabled',
  cancelled: 'the scan was cancelled',
  timeout: 'the call took too long',
  capped: 'the list was cut at the page limit',
  never_read: 'it was never read',
};

/** Why nobody can say, with the permission to grant. */
function sentence(unseen: readonly Unseen[]): string {
  const parts = new Set(
    unseen.map(({ type, path, reason, permission, region }) => {
      const what = path === '*' ? `the list of ${type}` : `${path} of ${type}`;
      const where = region === undefined ? '' : ` in ${region}`;
      return `${what}${where} could not be read: ${words[reason]}${permission === undefined ? '' : ` (${permission})`}`;
    }),
  );
  const shown = [...parts].slice(0, 3);
  const more = parts.size - shown.length;
  return `Not known: ${shown.join('; ')}${more > 0 ? `; and ${more} more` : ''}.`;
}
