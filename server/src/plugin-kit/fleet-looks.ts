/**
 * Every question to a fleet has a number of 32 bits: all members, those of a region, those of a key, those whose key
 * could not be read. A judgement keeps the numbers of what it asked, a member those of the questions that find it;
 * an answer may only be another one when a member came, went or changed that one of its numbers finds. Two questions
 * with one number are harmless: more is judged again than needed.
 */

export const lookAtAll = (type: string): number => numbered(type);
export const lookAtRegion = (type: string, region: string): number => numbered(`${type}\n@${region}`);
export const lookByKey = (type: string, name: string, key: string): number =>
  numbered(`${type}\n${name}\n${key}`);
/** Members whose key could not be read: an answer that finds nothing depends on them. */
export const lookAtUnread = (type: string, name: string): number => numbered(`${type}\n${name}`);

/** What judgements asked, for one resource after the other. */
export type Looks = {
  seen: Set<number>;
  /** What was asked of a fleet that does not hold the answer. */
  missing: Set<number>;
  /** The same, where the first member that the question finds is enough. */
  missingFirst: Set<number>;
  /** Set when that happened: the verdict does not count. */
  lacks: boolean;
};

export const noLooks = (): Looks => ({
  seen: new Set(),
  missing: new Set(),
  missingFirst: new Set(),
  lacks: false,
});

/** FNV-1a over the UTF-16 units, as a signed integer. */
function numbered(text: string): number {
  let hash = 0x811c9dc5;
  for (let place = 0; place < text.length; place += 1)
    hash = Math.imul(hash ^ text.charCodeAt(place), 0x01000193);
  return hash | 0;
}
