import type { JsonObject } from '../core/json.ts';
import type { ProviderIdentity } from './define-provider.ts';

/**
 * Writing is apart from reading: other credentials, another connection, and a few narrow calls instead of any.
 * A provider without `openWriter` cannot change anything.
 */

/** A resource as the vendor's calls about tags need it. */
export type TagTarget = { type: string; externalId: string; name: string; region: string };

/** The tags of one resource as they are now, at the vendor. */
export type TagReading =
  | { state: 'read'; tags: Record<string, string> }
  | { state: 'gone' }
  | { state: 'unreadable'; message: string };

/** Exactly these keys are set or removed; every other tag stays. */
export type TagChange = { set: Record<string, string>; remove: string[] };

export type ProviderWriter = {
  identity(): Promise<ProviderIdentity>;
  /** Changes tags of one resource. Throws an AppError that says what the vendor answered. */
  changeTags(target: TagTarget, change: TagChange, signal: AbortSignal): Promise<void>;
  /**
   * What remediations of this vendor read and write with, for resources of one region. It sends the writes that
   * the writer was opened with, and no others. `onWait` hears what is waited for, where the vendor takes its time.
   */
  acting?(region: string, signal: AbortSignal, onWait?: (words: string) => void): unknown;
  close(): void;
};

/** What is known about tags without asking anybody. Pure. */
export type TagRules = {
  /** Why tags of this resource cannot be changed, for people; null when they can. */
  problemOf(target: TagTarget & { configuration: JsonObject }): string | null;
  /** Why the vendor would refuse this tag; null when it would not. */
  tagProblem(key: string, value: string): string | null;
  /** What the write credentials need for these resources, sorted. */
  permissions(targets: readonly TagTarget[]): string[];
  /** How many tags one resource may have. */
  mostTags: number;
  /** True where a key in other letter case is the same key: setting one would replace the other. */
  ignoresCase(type: string): boolean;
  /** The vendor's call, for people: `tag:TagResources`. */
  callOf(type: string, what: 'set' | 'remove'): string;
  /** A command with which a person makes the same change. */
  byHand(target: TagTarget, change: TagChange): string;
};
