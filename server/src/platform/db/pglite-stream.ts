import { Buffer } from 'node:buffer';
import { Duplex } from 'node:stream';

const authenticationOk = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0]);
const readyForQuery = Buffer.from([0x5a, 0, 0, 0, 5, 0x49]);
const simpleQuery = 'Q'.charCodeAt(0);
const sync = 'S'.charCodeAt(0);
const terminate = 'X'.charCodeAt(0);

/**
 * Looks like the socket of a PostgreSQL server to the client library. It answers the greeting itself and hands
 * whole requests (everything up to a Query or a Sync) to `execute`, because the embedded engine must never see
 * half of one.
 */
export class PgliteStream extends Duplex {
  readonly #execute: (request: Uint8Array) => Promise<Uint8Array>;
  #incoming: Buffer = Buffer.alloc(0);
  #request: Buffer[] = [];
  #greeted = false;

  constructor(execute: (request: Uint8Array) => Promise<Uint8Array>) {
    super({ allowHalfOpen: false });
    this.#execute = execute;
  }

  connect(): this {
    process.nextTick(() => this.emit('connect'));
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#incoming = this.#incoming.length === 0 ? chunk : Buffer.concat([this.#incoming, chunk]);
    this.#takeMessages();
    done();
  }

  override _final(done: (error?: Error | null) => void): void {
    this.push(null);
    done();
  }

  #takeMessages(): void {
    if (!this.#greeted) {
      if (this.#incoming.length < 4) return;
      const length = this.#incoming.readInt32BE(0);
      if (this.#incoming.length < length) return;
      this.#incoming = this.#incoming.subarray(length);
      this.#greeted = true;
      this.push(Buffer.concat([authenticationOk, readyForQuery]));
    }
    while (this.#incoming.length >= 5) {
      const length = 1 + this.#incoming.readInt32BE(1);
      if (this.#incoming.length < length) return;
      const message = this.#incoming.subarray(0, length);
      this.#incoming = this.#incoming.subarray(length);
      const type = message[0];
      if (type === terminate) {
        this.push(null);
        return;
      }
      this.#request.push(message);
      if (type === simpleQuery || type === sync) this.#send();
    }
  }

  #send(): void {
    const size = this.#request.reduce((sum, message) => sum + message.length, 0);
    const request = new Uint8Array(size);
    let at = 0;
    for (const message of this.#request) {
      request.set(message, at);
      at += message.length;
    }
    this.#request = [];
    this.#execute(request).then(
      (reply) => {
        if (!this.destroyed) this.push(Buffer.from(reply.buffer, reply.byteOffset, reply.byteLength));
      },
      (error: unknown) => this.destroy(error instanceof Error ? error : new Error(String(error))),
    );
  }
}
