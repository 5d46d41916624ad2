import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../../core/canonical-json.ts';
import type { Json } from '../../../core/json.ts';
import { nodesOfRange } from '../../../core/merkle.ts';
import { keyIdOf, newKeyPair, signatureOf } from '../signing/ed25519.ts';
import { genesisHash, hashOfEvent, type StoredEvent } from './chain.ts';
import { checkpointText, noteOf } from './checkpoint.ts';
import { auditTree, eventLine, leafOf } from './event-line.ts';
import { exportCheck } from './export-check.ts';
import { endFormat, endText, exportVersion, headFormat } from './export-format.ts';

const pair = newKeyPair();
const keyId = keyIdOf(pair.publicKey);

function eventsOf(count: number): StoredEvent[] {
  const events: StoredEvent[] = [];
  for (let sequence = 1; sequence <= count; sequence++) {
    const event = {
      organizationId: 7,
      sequence,
      at: `2026-11-21T12:00:00.${String(sequence % 1000).padStart(3, '0')}Z`,
      action: 'provider.connected',
      actorKind: 'user',
      actorId: 3,
      actorLabel: 'ada@example.org',
      targetType: 'provider',
      targetId: String(sequence),
      outcome: 'succeeded',
      detail: { name: `ü ${sequence}`, nested: { a: 1.5, list: [null, true] } },
      requestId: null,
    };
    const previousHash = events.at(-1)?.hash ?? genesisHash;
    events.push({ ...event, previousHash, hash: hashOfEvent(previousHash, event) });
  }
  return events;
}

/** An export as the server writes it. */
function exportOf(all: StoredEvent[], first = 1, last = all.length, signer = pair): string[] {
  const leaves = all.map(leafOf);
  const hashesIn = (begin: number, end: number) =>
    nodesOfRange({ begin, end }).map(({ level, position }) =>
      Buffer.from(
        auditTree.rootOf(leaves.slice(position * 2 ** level, (position + 1) * 2 ** level)),
      ).toString('hex'),
    );
  const checkpoint = {
    organizationId: 7,
    size: all.length,
    rootHash: auditTree.rootOf(leaves),
    signedAt: '2026-11-21T12:05:00.000Z',
  };
  const id = keyIdOf(signer.publicKey);
  const head: Json = {
    format: headFormat,
    version: exportVersion,
    exportedAt: '2026-11-21T12:06:00.000Z',
    organization: { id: 7, name: 'Acme – ü' },
    first,
    last,
    checkpoint: noteOf(checkpoint, {
      publicKey: signer.publicKey,
      signature: signatureOf(signer.privateKey, checkpointText(checkpoint)),
    }),
    keys: [{ keyId: id, publicKey: signer.publicKey.toString('base64') }],
    left: hashesIn(0, first - 1),
    right: hashesIn(last, all.length),
  };
  const lines = [canonicalJson(head), ...all.slice(first - 1, last).map(eventLine)].map(
    (line) => `${line}\n`,
  );
  const end = {
    format: endFormat,
    events: last - first + 1,
    first,
    last,
    size: all.length,
    rootHash: Buffer.from(checkpoint.rootHash).toString('hex'),
    sha256: createHash('sha256').update(lines.join('')).digest('hex'),
    keyId: id,
  } as const;
  const signature = signatureOf(signer.privateKey, endText(end)).toString('hex');
  return [...lines, `${canonicalJson({ ...end, signature })}\n`];
}

function checked(file: string | Buffer, options: { keys?: Uint8Array[]; chunk?: number } = {}) {
  const check = exportCheck(options.keys);
  const bytes = Buffer.from(file);
  const step = options.chunk ?? bytes.length;
  for (let at = 0; at < bytes.length; at += step) check.write(bytes.subarray(at, at + step));
  return check.end();
}

const all = eventsOf(23);
const whole = exportOf(all);
const part = exportOf(all, 6, 17);
/** What is said of events, without what is said of the file as a whole. */
const named = (answer: ReturnType<typeof checked>) =>
  answer.problems.filter(({ sequence }) => sequence !== null).map(({ message }) => message);

describe('an export of the audit log', () => {
  test('is intact, in whole, in every part and in chunks of any size', () => {
    expect(checked(whole.join(''))).toMatchObject({
      intact: true,
      events: 23,
      size: 23,
      first: 1,
      last: 23,
      keyId,
      keyFrom: 'export',
      organization: { id: 7, name: 'Acme – ü' },
    });
    for (let first = 1; first <= 23; first++) {
      for (let last = first; last <= 23; last++)
        expect(checked(exportOf(all, first, last).join(''))).toMatchObject({ intact: true, first, last });
    }
    for (const chunk of [1, 7, 100])
      expect(checked(whole.join(''), { chunk })).toMatchObject({ intact: true });
  });

  test('any changed bit anywhere is found', () => {
    for (const lines of [whole, part]) {
      const bytes = Buffer.from(lines.join(''));
      fc.assert(
        fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, bits) => {
          const changed = Buffer.from(bytes);
          changed[at] = (changed[at] as number) ^ bits;
          expect(checked(changed).intact).toBe(false);
        }),
        { numRuns: 1_500 },
      );
    }
  });

  test('any cut, any added byte and any removed byte is found', () => {
    const bytes = Buffer.from(part.join(''));
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(255), (at, byte) => {
        const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
        expect(checked(before).intact).toBe(false);
        expect(checked(Buffer.concat([before, Buffer.from([byte]), after])).intact).toBe(false);
        const removed = checked(Buffer.concat([before, after.subarray(1)]));
        expect(removed.intact).toBe(false);
      }),
      { numRuns: 300 },
    );
    expect(checked(Buffer.concat([bytes, Buffer.from('\n')])).intact).toBe(false);
    expect(checked('').intact).toBe(false);
  });

  const events = fc.integer({ min: 1, max: 23 });
  test('a removed line is named', () => {
    fc.assert(
      fc.property(events, (sequence) => {
        const answer = checked(whole.filter((_, line) => line !== sequence).join(''));
        expect(answer.intact).toBe(false);
        expect(named(answer)).toContain(`Event ${sequence} is missing`);
      }),
    );
  });

  test('two lines that changed places are named', () => {
    fc.assert(
      fc.property(events, events, (a, b) => {
        fc.pre(a < b);
        const lines = [...whole];
        [lines[a], lines[b]] = [lines[b] as string, lines[a] as string];
        const answer = checked(lines.join(''));
        expect(answer.intact).toBe(false);
        expect(named(answer)).toEqual([`Events ${a} and ${b} have changed places`]);
      }),
      { numRuns: 300 },
    );
  });

  test('a line that stands twice, or elsewhere, is named', () => {
    fc.assert(
      fc.property(events, events, (a, b) => {
        const twice = [...whole.slice(0, b + 1), whole[a] as string, ...whole.slice(b + 1)];
        expect(named(checked(twice.join(''))).join()).toContain(`Event ${a}`);
        fc.pre(Math.abs(a - b) > 1);
        const without = whole.filter((_, line) => line !== a);
        const moved = [...without.slice(0, b), whole[a] as string, ...without.slice(b)];
        expect(named(checked(moved.join(''))).join()).toMatch(new RegExp(`Event ${a} stands`));
      }),
      { numRuns: 200 },
    );
  });

  test('a changed event is named, whichever of its members changed', () => {
    for (const change of [
      { action: 'provider.disconnected' },
      { sequence: 90 },
      { detail: {} },
      { previousHash: 'f'.repeat(64) },
      { hash: '0'.repeat(64) },
      { actorId: null },
    ]) {
      const lines = [...whole];
      lines[9] = `${eventLine({ ...(all[8] as StoredEvent), ...change })}\n`;
      const answer = checked(lines.join(''));
      expect(named(answer)[0]).toMatch(/^Event 9 was changed/);
      expect(answer.problems.map(({ kind }) => kind)).toContain('root');
    }
  });

  test('a log that was rewritten with a chain that fits again does not give the signed root', () => {
    const events = eventsOf(23).map((event) =>
      event.sequence === 5 ? { ...event, action: 'provider.disconnected' } : event,
    );
    for (let at = 4; at < events.length; at++) {
      const previousHash = events[at - 1]?.hash ?? genesisHash;
      const event = events[at] as StoredEvent;
      events[at] = { ...event, previousHash, hash: hashOfEvent(previousHash, event) };
    }
    const lines = [
      whole[0] as string,
      ...events.map((event) => `${eventLine(event)}\n`),
      whole[24] as string,
    ];
    expect(checked(lines.join('')).problems.map(({ kind }) => kind)).toEqual(['changed', 'root']);
  });

  test('one made by another hand is intact in itself, and refused where the key is given', () => {
    const forger = newKeyPair();
    const forged = exportOf(eventsOf(4), 1, 4, forger).join('');
    expect(checked(forged)).toMatchObject({
      intact: true,
      keyFrom: 'export',
      keyId: keyIdOf(forger.publicKey),
    });
    const answer = checked(forged, { keys: [pair.publicKey] });
    expect(answer).toMatchObject({ intact: false, keyFrom: 'given', problems: [{ kind: 'key' }] });
    expect(checked(whole.join(''), { keys: [pair.publicKey] })).toMatchObject({ intact: true });
  });

  test('events in no order at all are refused at once', () => {
    const many = exportOf(eventsOf(3_000));
    const shuffled = [many[0] as string, ...many.slice(1, -1).toReversed(), many.at(-1) as string];
    const answer = checked(shuffled.join(''));
    expect(answer.intact).toBe(false);
    expect(answer.problems.length).toBeGreaterThan(900);
  });

  test('what cannot be read is named by its line', () => {
    const broken = (line: string | Buffer) => {
      const lines: Buffer[] = whole.map((text) => Buffer.from(text));
      lines[4] = Buffer.from(line);
      return checked(Buffer.concat(lines)).problems[0];
    };
    expect(broken('{"a":\n')).toMatchObject({ line: 5, sequence: 4, kind: 'unreadable' });
    expect(broken('{"a":\n')?.message).toBe(
      'Line 5 is not an event (invalid JSON); event 4 should stand there',
    );
    expect(broken(Buffer.from([0x7b, 0xff, 0x7d, 0x0a]))?.message).toContain('invalid UTF-8');
    expect(broken((whole[4] as string).replace(',', ', '))?.message).toContain('not in the form');
    expect(broken('\n')).toMatchObject({ line: 5, sequence: 4 });
  });

  test('a file that is something else is not taken for one', () => {
    for (const text of ['hello\n', '{}\n', '[]', '\u0000', `${'x'.repeat(100)}\n`.repeat(50)])
      expect(checked(text).intact).toBe(false);
  });

  test('many thousands of wrong lines are counted, a thousand are listed', () => {
    const lines = [whole[0] as string, ...Array.from({ length: 3_000 }, () => 'x\n'), whole[24] as string];
    const answer = checked(lines.join(''));
    expect(answer.problems).toHaveLength(1_000);
    expect(answer.moreProblems).toBeGreaterThan(1_900);
  });
});
