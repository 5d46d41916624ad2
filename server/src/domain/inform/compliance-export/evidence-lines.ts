import { createHash } from 'node:crypto';
import { sameBytes } from '../../../core/merkle.ts';
import { isSigned, keyIdOf, publicKeyBytes } from '../../govern/signing/index.ts';
import * as format from './evidence-format.ts';

/** A header of a framework of a thousand requirements has some hundred kilobytes, a policy at most a few. */
const longestLineBytes = 64 * 1024 * 1024;

export type EvidenceReader = {
  write(chunk: Uint8Array): void;
  /** What was wrong with the bytes, each in a sentence; none when they are as they were written and signed. */
  end(): { problems: string[]; keyId: string | null };
};

type Step = 'first' | 'header' | 'resources' | 'resource' | 'count' | 'checksum' | 'signature' | 'end';

/**
 * Reads the file a line at a time and hands on what is in it; whether a single byte was changed is known at its end.
 * `keys` are public keys of 32 bytes that the caller trusts; without any, the key in the file is believed.
 */
export function evidenceReader(
  keys: readonly Uint8Array[],
  on: { header(text: string): void; resource(text: string): void },
): EvidenceReader {
  const hash = createHash('sha256');
  const problems: string[] = [];
  let step: Step = 'first';
  let pending: Uint8Array[] = [];
  let pendingBytes = 0;
  let resources = 0;
  let lastHadComma = false;
  let checksum = '';
  let keyId: string | null = null;
  let line = 0;

  const broken = (message: string): undefined => {
    if (problems.length === 0) problems.push(`Line ${line}: ${message}`);
    step = 'end';
  };

  function take(bytes: Buffer): undefined {
    line += 1;
    if (step === 'end') return broken('nothing may follow the signature');
    if (step !== 'checksum' && step !== 'signature') hash.update(bytes);
    const text = bytes.toString('utf8').slice(0, -1);
    if (step === 'first') {
      if (text !== format.firstLine)
        return broken('this is no evidence of an assessment, or of another version');
      step = 'header';
    } else if (step === 'header') {
      if (!text.startsWith(format.headerStart) || !text.endsWith(','))
        return broken('the header is not here');
      on.header(text.slice(format.headerStart.length, -1));
      step = 'resources';
    } else if (step === 'resources') {
      if (text !== format.resourcesLine) return broken('the list of resources does not begin here');
      step = 'resource';
    } else if (step === 'resource') {
      takeResource(text);
    } else if (step === 'count') {
      if (text !== `${format.countStart}${resources},`)
        return broken(`${resources} resources were read, and the file says otherwise`);
      checksum = `sha256:${hash.digest('hex')}`;
      step = 'checksum';
    } else if (step === 'checksum') {
      if (text !== `${format.checksumStart}${JSON.stringify(checksum)},`)
        return broken('the checksum is not that of the file: a byte was changed, added or removed');
      step = 'signature';
    } else {
      const problem = signatureProblem(text);
      if (problem !== undefined) return broken(problem);
      step = 'end';
    }
  }

  function takeResource(text: string): undefined {
    if (text === format.resourcesEnd) {
      if (lastHadComma) return broken('a resource is missing before the end of the list');
      step = 'count';
      return undefined;
    }
    if (resources > 0 && !lastHadComma) return broken('two resources are not separated');
    lastHadComma = text.endsWith(',');
    resources += 1;
    on.resource(lastHadComma ? text.slice(0, -1) : text);
  }

  function signatureProblem(text: string): string | undefined {
    if (!text.startsWith(format.signatureStart) || !text.endsWith('}')) return 'the signature is not here';
    const signature = format.signatureSchema.safeParse(parsed(text.slice(format.signatureStart.length, -1)));
    if (!signature.success) return 'the signature is not one';
    const { public_key: key, value, key_id: id } = signature.data;
    const written = `{"algorithm":"Ed25519","key_id":"${id}","public_key":"${key}","value":"${value}"}`;
    if (text !== `${format.signatureStart}${written}}`) return 'the signature is not as it was written';
    const publicKey = Buffer.from(key, 'base64');
    const bytes = Buffer.from(value, 'base64');
    if (publicKey.length !== publicKeyBytes || publicKey.toString('base64') !== key)
      return 'the public key is not one';
    if (bytes.toString('base64') !== value) return 'the signature is not one';
    if (keyIdOf(publicKey) !== id) return 'the key has another id than the file says';
    keyId = id;
    if (keys.length > 0 && !keys.some((trusted) => sameBytes(trusted, publicKey)))
      return `it is signed with the key ${id}, which is not the one that you gave`;
    return isSigned(publicKey, format.signedText(checksum), bytes)
      ? undefined
      : 'the signature is not of this file';
  }

  return {
    write(chunk) {
      let start = 0;
      for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, start)) {
        pending.push(chunk.subarray(start, end + 1));
        const bytes = pending.length === 1 ? Buffer.from(pending[0] as Uint8Array) : Buffer.concat(pending);
        pending = [];
        pendingBytes = 0;
        start = end + 1;
        if (problems.length === 0) take(bytes);
      }
      if (start === chunk.length) return;
      pendingBytes += chunk.length - start;
      if (pendingBytes > longestLineBytes) broken('the line is longer than any that is written');
      // The reader of the file may use its buffer again.
      else if (problems.length === 0) pending.push(Buffer.from(chunk.subarray(start)));
    },
    end() {
      if (problems.length === 0 && (step !== 'end' || pendingBytes > 0)) {
        line += 1;
        broken(pendingBytes > 0 ? 'the last line was cut' : 'the file was cut here');
      }
      return { problems, keyId };
    },
  };
}

export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
