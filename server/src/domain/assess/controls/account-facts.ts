import type { Gap } from '../../../core/observation.ts';
import type { Unseen } from '../../../core/verdict.ts';

/** What one source answered: the latest word about the list of a type in a region. */
export type SourceAnswer = { source: string; region: string; gaps: readonly Gap[]; startedAt: Date };

/** An account at a moment, as far as anybody looked. */
export type AccountFacts = {
  /** Regions that were scanned, sorted; without `global`. */
  regions: readonly string[];
  /** Where the list of the type was not read to its end; empty when every resource of it is known. */
  unlisted(type: string): readonly Unseen[];
  /** Where tags of the type could not be read: which of its resources belong to a scope of tags is not known. */
  untagged(type: string): readonly Unseen[];
  /** The oldest of the answers: nothing that is known is older. Null when nothing was ever read. */
  readSince: Date | null;
};

const anywhere = 'global';
/** The source of the plan of a scan: what is missing there, no other source could look for. */
const regionList = 'regions';

/** Pure. A list that nobody asked for is as incomplete as one that was denied. */
export function accountFacts(answers: readonly SourceAnswer[]): AccountFacts {
  const sources = Map.groupBy(answers, ({ source }) => source);
  const regions = new Set<string>();
  for (const { source, region } of answers) {
    if (source !== regionList && region !== anywhere) regions.add(region);
  }
  const regionGaps = (sources.get(regionList) ?? []).flatMap(({ gaps }) => gaps);
  const known = new Map<string, readonly Unseen[]>();

  function look(type: string): readonly Unseen[] {
    const ofType = sources.get(type);
    if (ofType === undefined) return [{ type, path: '*', reason: 'never_read' }];
    const unseen: Unseen[] = [];
    for (const { region, gaps } of ofType) {
      const where = region === anywhere ? undefined : region;
      for (const gap of gaps) if (gap.paths.includes('*')) unseen.push(unseenBy(type, gap, where));
    }
    if (ofType.every(({ region }) => region === anywhere)) return unseen;
    const asked = new Set(ofType.map(({ region }) => region));
    for (const region of regions) {
      if (!asked.has(region)) unseen.push({ type, path: '*', reason: 'never_read', region });
    }
    // Regions may exist that the plan did not know of.
    for (const gap of regionGaps) unseen.push(unseenBy(type, gap, undefined));
    return unseen;
  }

  function lookForTags(type: string): Unseen[] {
    return (sources.get(type) ?? []).flatMap(({ region, gaps }) =>
      gaps
        .filter(({ paths }) => paths.includes('Tags'))
        .map((gap) => ({
          ...unseenBy(type, gap, region === anywhere ? undefined : region),
          path: 'Tags',
        })),
    );
  }

  return {
    regions: [...regions].sort(),
    untagged: lookForTags,
    unlisted(type) {
      let unseen = known.get(type);
      if (unseen === undefined) {
        unseen = look(type);
        known.set(type, unseen);
      }
      return unseen;
    },
    readSince: answers.reduce<Date | null>(
      (oldest, { startedAt }) => (oldest === null || startedAt < oldest ? startedAt : oldest),
      null,
    ),
  };
}

function unseenBy(type: string, gap: Gap, region: string | undefined): Unseen {
  return {
    type,
    path: '*',
    reason: gap.reason,
    ...(gap.permission !== undefined && { permission: gap.permission }),
    ...(region !== undefined && { region }),
  };
}
