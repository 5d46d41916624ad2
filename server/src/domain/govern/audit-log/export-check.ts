import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../core/canonical-json.ts';
import type { Json } from '../../../core/json.ts';
import { emptyFrontier, type LeafRange, nodesOfRange, sameBytes } from '../../../core/merkle.ts';
import { isSigned, keyIdOf, publicKeyBytes } from '../signing/index.ts';
import { genesisHash, type StoredEvent } from './chain.ts';
import { type Checkpoint, checkpointText, isNoteKey, parseNote } from './checkpoint.ts';
import { auditTree, eventOf, isSelfConsistent } from './event-line.ts';
import {
  type ExportEnd,
  type ExportHead,
  endText,
  exportEndSchema,
  exportHeadSchema,
} from './export-format.ts';
import { lineOrder, type OrderProblem } from './line-order.ts';

export type ExportProblem = {
  kind: 'changed' | 'unreadable' | 'truncated' | 'root' | 'signature' | 'key' | OrderProblem['kind'];
  /** The event; null for a problem of the file as a whole. */
  sequence: number | null;
  /** In the file, from 1. */
  line: number | null;
  message: string;
};

export type ExportCheck = {
  intact: boolean;
  organization: { id: number; name: string } | null;
  /** Numbers of the events that the file should hold. */
  first: number | null;
  last: number | null;
  /** Events that were read. */
  events: number;
  /** Of the checkpoint. */
  size: number | null;
  signedAt: string | null;
  keyId: string | null;
  /** Where the public key came from. A key out of the export proves only that one hand made all of it. */
  keyFrom: 'given' | 'export';
  problems: ExportProblem[];
  /** Problems beyond the thousand that are listed. */
  moreProblems: number;
};

const mostProblems = 1_000;
const longestLineBytes = 32 * 1024 * 1024;
const lineBreak = 0x0a;

/**
 * Checks an export as its bytes come, without a server and in memory that does not grow with it. `keys` are public
 * keys of 32 bytes that the caller trusts; without any, the one in the export is taken and the answer says so.
 */
export function exportCheck(keys: readonly Uint8Array[] = []): {
  write(chunk: Uint8Array): void;
  end(): ExportCheck;
} {
  const problems: ExportProblem[] = [];
  let moreProblems = 0;
  const report = (problem: ExportProblem): void => {
    if (problems.length < mostProblems) problems.push(problem);
    else moreProblems++;
  };
  const events = eventCheck(report);
  const hash = createHash('sha256');
  let pending: Buffer[] = [];
  let pendingBytes = 0;
  let lineNumber = 0;
  let tooLong = false;
  let head: ExportHead | undefined;
  /** The last line may be the end, so each is looked at when the next one begins. */
  let held: Buffer | undefined;

  function settle(line: Buffer): void {
    lineNumber++;
    hash.update(line);
    const text = line.subarray(0, -1);
    if (lineNumber > 1) {
      events.see(text, lineNumber);
      return;
    }
    const read = exportHeadSchema.safeParse(canonicalValue(text));
    if (read.success) {
      head = read.data;
      events.begin(head);
    } else {
      report({
        kind: 'unreadable',
        sequence: null,
        line: 1,
        message: 'Line 1 is not the head of an export, or it was changed',
      });
    }
  }
  function take(line: Buffer): void {
    if (held !== undefined) settle(held);
    held = line;
  }

  return {
    write(chunk) {
      if (tooLong) return;
      let rest = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      for (let at = rest.indexOf(lineBreak); at >= 0; at = rest.indexOf(lineBreak)) {
        const line = rest.subarray(0, at + 1);
        take(pending.length === 0 ? Buffer.from(line) : Buffer.concat([...pending, line]));
        pending = [];
        pendingBytes = 0;
        rest = rest.subarray(at + 1);
      }
      if (rest.length === 0) return;
      pending.push(Buffer.from(rest));
      pendingBytes += rest.length;
      if (pendingBytes <= longestLineBytes) return;
      tooLong = true;
      pending = [];
    },
    end() {
      if (tooLong)
        report({
          kind: 'unreadable',
          sequence: null,
          line: lineNumber + 2,
          message: `Line ${lineNumber + 2} has more than ${longestLineBytes} bytes`,
        });
      const end = readEnd(held);
      if (end === undefined && held !== undefined) settle(held);
      if (end === undefined || pending.length > 0) {
        report({
          kind: 'truncated',
          sequence: null,
          line: lineNumber + (end === undefined ? 1 : 2),
          message:
            end === undefined
              ? 'The last line is not the end of an export: the file was cut, or its end was changed'
              : 'Something stands behind the end of the export',
        });
      }
      const sha256 = hash.digest('hex');
      if (end !== undefined && end.sha256 !== sha256) {
        report({
          kind: 'changed',
          sequence: null,
          line: null,
          message: 'The bytes of the file do not give the SHA-256 that its end names',
        });
      }
      const checkpoint = head === undefined ? undefined : parseNote(head.checkpoint);
      if (head !== undefined) checkSignatures({ head, end, note: checkpoint, keys, report });
      const answer = events.end(checkpoint?.checkpoint, end);
      return {
        intact: problems.length === 0,
        organization: head?.organization ?? null,
        first: head?.first ?? null,
        last: head?.last ?? null,
        events: answer,
        size: checkpoint?.checkpoint.size ?? null,
        signedAt: checkpoint?.checkpoint.signedAt ?? null,
        keyId: checkpoint?.keyId ?? null,
        keyFrom: keys.length > 0 ? 'given' : 'export',
        problems,
        moreProblems,
      };
    },
  };
}

type Report = (problem: ExportProblem) => void;

/** The value of a line that is valid UTF-8 and exactly the canonical text of its value, otherwise undefined. */
function canonicalValue(line: Uint8Array): Json | undefined {
  const text = textOf(line);
  if (text === undefined) return undefined;
  try {
    const value = JSON.parse(text) as Json;
    return canonicalJson(value) === text ? value : undefined;
  } catch {
    return undefined;
  }
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
function textOf(line: Uint8Array): string | undefined {
  try {
    return decoder.decode(line);
  } catch {
    return undefined;
  }
}

function readEnd(line: Buffer | undefined): ExportEnd | undefined {
  if (line === undefined) return undefined;
  return exportEndSchema.safeParse(canonicalValue(line.subarray(0, -1))).data;
}

function checkSignatures(parts: {
  head: ExportHead;
  end: ExportEnd | undefined;
  note: ReturnType<typeof parseNote>;
  keys: readonly Uint8Array[];
  report: Report;
}): void {
  const { head, end, note, keys, report } = parts;
  const say = (kind: 'signature' | 'key', message: string) =>
    report({ kind, sequence: null, line: kind === 'key' ? 1 : null, message });
  const known = new Map<string, Buffer>();
  for (const { keyId, publicKey } of head.keys) {
    const key = Buffer.from(publicKey, 'base64');
    const isKey = key.length === publicKeyBytes && key.toString('base64') === publicKey;
    if (!isKey || keyIdOf(key) !== keyId) say('key', `The public key ${keyId} is not the one with that id`);
    else known.set(keyId, key);
  }
  const trusted = (keyId: string): Buffer | undefined => {
    const key = known.get(keyId);
    if (key === undefined) say('key', `The export is signed with the key ${keyId}, which is not in its head`);
    else if (keys.length > 0 && !keys.some((given) => sameBytes(given, key)))
      say('key', `The export is signed with the key ${keyId}, which is not the one that you gave`);
    return key;
  };
  if (note === undefined) say('signature', 'The checkpoint in line 1 is not one, or it was changed');
  else {
    const key = trusted(note.keyId);
    const fits = key !== undefined && isNoteKey(key, note.keyHash);
    if (!fits || !isSigned(key, checkpointText(note.checkpoint), note.signature))
      say('signature', 'The signature of the checkpoint does not fit: the checkpoint was changed or forged');
    if (note.checkpoint.organizationId !== head.organization.id)
      say('signature', 'The checkpoint belongs to another organisation');
  }
  if (end === undefined) return;
  const { signature, ...statement } = end;
  const key = end.keyId === note?.keyId ? known.get(end.keyId) : trusted(end.keyId);
  if (key === undefined || !isSigned(key, endText(statement), Buffer.from(signature, 'hex')))
    say('signature', 'The signature of the end does not fit: the end was changed or forged');
  const { size, rootHash } = note?.checkpoint ?? {};
  const sameRoot = rootHash !== undefined && Buffer.from(rootHash).toString('hex') === end.rootHash;
  if (end.first !== head.first || end.last !== head.last || end.size !== size || !sameRoot)
    say('signature', 'Head and end of the export do not belong together');
}

/** Follows the events: each by itself, its link to the one before, its place, and the tree. */
function eventCheck(report: Report) {
  const frontier = emptyFrontier();
  let head: ExportHead | undefined;
  let order: ReturnType<typeof lineOrder> | undefined;
  let previous: StoredEvent | undefined;
  let events = 0;
  let treeHolds = true;

  function begin(first: number): ReturnType<typeof lineOrder> {
    return lineOrder(first, (problem) => report({ ...problem, message: orderMessage(problem) }));
  }
  function append(range: LeafRange, hashes: readonly string[]): void {
    const nodes = nodesOfRange(range);
    if (nodes.length !== hashes.length) treeHolds = false;
    if (!treeHolds) return;
    for (const [at, { level }] of nodes.entries())
      auditTree.appendNode(frontier, level, Buffer.from(hashes[at] as string, 'hex'));
  }
  function link(event: StoredEvent): void {
    const { sequence } = event;
    const before = sequence === 1 ? genesisHash : previous?.sequence === sequence - 1 ? previous.hash : null;
    previous = event;
    if (before === null || before === event.previousHash) return;
    const message = `Event ${sequence} does not follow event ${sequence - 1}: one of the two was replaced`;
    report({ kind: 'changed', sequence, line: null, message });
  }

  return {
    begin(from: ExportHead): void {
      head = from;
      order = begin(from.first);
      append({ begin: 0, end: from.first - 1 }, from.left);
    },
    see(line: Uint8Array, lineNumber: number): void {
      events++;
      if (treeHolds) auditTree.append(frontier, auditTree.leafHash(line));
      const event = eventOf(canonicalValue(line));
      if (event === undefined) {
        const sequence = order?.skip() ?? null;
        const which = sequence === null ? '' : `; event ${sequence} should stand there`;
        const message = `Line ${lineNumber} is not an event${reasonOf(line)}${which}`;
        report({ kind: 'unreadable', sequence, line: lineNumber, message });
        previous = undefined;
        return;
      }
      order ??= begin(event.sequence);
      if (!isSelfConsistent(event)) {
        const expected = order.expected();
        const renumbered = event.sequence !== expected && isSelfConsistent({ ...event, sequence: expected });
        const sequence = renumbered ? order.skip() : event.sequence;
        if (!renumbered) order.see(sequence, lineNumber);
        const message = renumbered
          ? `Event ${sequence} was changed: it calls itself ${event.sequence}`
          : `Event ${sequence} was changed: its content does not give its hash`;
        report({ kind: 'changed', sequence, line: lineNumber, message });
        previous = { ...event, sequence };
        return;
      }
      order.see(event.sequence, lineNumber);
      link(event);
      if (head !== undefined && event.organizationId !== head.organization.id) {
        const message = `Event ${event.sequence} belongs to another organisation`;
        report({ kind: 'changed', sequence: event.sequence, line: lineNumber, message });
      }
    },
    end(checkpoint: Checkpoint | undefined, end: ExportEnd | undefined): number {
      if (head === undefined) return events;
      order?.end(head.last);
      const count = head.last - head.first + 1;
      if (checkpoint !== undefined) {
        if (events === count) append({ begin: head.last, end: checkpoint.size }, head.right);
        const root =
          treeHolds && frontier.size === checkpoint.size ? auditTree.rootOfFrontier(frontier) : null;
        if (root === null || !sameBytes(root, checkpoint.rootHash)) {
          const message = 'The events do not give the Merkle root that was signed';
          report({ kind: 'root', sequence: null, line: null, message });
        }
      }
      if (end !== undefined && end.events !== events) {
        const message = `The export was made of ${end.events} events, ${events} lines are here`;
        report({ kind: 'truncated', sequence: null, line: null, message });
      }
      return events;
    },
  };
}

function reasonOf(line: Uint8Array): string {
  const text = textOf(line);
  if (text === undefined) return ' (invalid UTF-8)';
  try {
    return canonicalJson(JSON.parse(text) as Json) === text ? '' : ' (not in the form it was written in)';
  } catch {
    return ' (invalid JSON)';
  }
}

function orderMessage({ kind, sequence, other, line }: OrderProblem): string {
  switch (kind) {
    case 'missing':
      return sequence === other
        ? `Event ${sequence} is missing`
        : `Events ${sequence} to ${other} are missing`;
    case 'swapped':
      return `Events ${sequence} and ${other} have changed places`;
    case 'moved':
      return line === null
        ? `Event ${sequence} stands in the place of event ${other}`
        : `Event ${sequence} stands too late, in line ${line}`;
    case 'duplicated':
      return `Event ${sequence} stands a second time, in line ${line}`;
  }
}
