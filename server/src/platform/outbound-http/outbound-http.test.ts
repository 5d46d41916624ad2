import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isPublicAddress } from './address-guard.ts';
import { createOutboundHttp } from './outbound-http.ts';

let server: Server;
let base: string;
const open = createOutboundHttp({ allowPrivateAddresses: true, userAgent: 'test' });
const guarded = createOutboundHttp({
  allowPrivateAddresses: false,
  userAgent: 'test',
  resolve: async () => [{ address: '127.0.0.1', family: 4 }],
});

beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === '/hang') return;
    if (request.url === '/large') return void response.end('x'.repeat(5000));
    if (request.url === '/endless') {
      response.write('begin ');
      const drip = setInterval(() => response.write('and on '), 10);
      return void response.on('close', () => clearInterval(drip));
    }
    if (request.url === '/elsewhere')
      return void response.writeHead(302, { location: 'http://169.254.169.254/' }).end();
    if (request.url === '/cut')
      return void response.writeHead(200, { 'content-length': '100' }).write('x', () => response.destroy());
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () =>
      response.end(JSON.stringify({ method: request.method, agent: request.headers['user-agent'], body })),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await open.close();
  await guarded.close();
  server.closeAllConnections();
  server.close();
});

test('a call brings status, headers and body', async () => {
  const answer = await open.request({ method: 'POST', url: base, body: 'hello' });
  expect(answer.status).toBe(200);
  expect(JSON.parse(answer.body.toString())).toEqual({ method: 'POST', agent: 'test', body: 'hello' });
});

describe('addresses', () => {
  test.each(['8.8.8.8', '2606:4700:4700::1111', '::ffff:8.8.8.8'])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
  test.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1',
    'fd00::1',
    '::ffff:127.0.0.1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    'nonsense',
  ])('%s is not', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  test('a literal private address is refused with the way to allow it', async () => {
    await expect(guarded.request({ url: base })).rejects.toThrow(/INFRAUDIT_ALLOW_PRIVATE_ADDRESSES/);
    await expect(guarded.request({ url: 'http://[::1]:1/' })).rejects.toThrow(/public internet/);
    await expect(guarded.request({ url: 'http://2130706433/' })).rejects.toThrow(/public internet/);
  });

  test('a name that resolves to one is refused too', async () => {
    await expect(guarded.request({ url: 'http://innocent.example/' })).rejects.toMatchObject({
      code: 'unprocessable',
    });
  });
});

describe('trouble', () => {
  test('a redirect is not followed', async () => {
    expect((await open.request({ url: `${base}/elsewhere` })).status).toBe(302);
  });
  test('a server that hangs is given up', async () => {
    await expect(open.request({ url: `${base}/hang`, timeoutMs: 100 })).rejects.toThrow(
      /did not answer within 0.1 s/,
    );
  });
  test('an answer that is too long is given up', async () => {
    await expect(open.request({ url: `${base}/large`, maxBytes: 1000 })).rejects.toThrow(
      /more than 1000 bytes/,
    );
  });
  test('an answer that breaks off is an error', async () => {
    await expect(open.request({ url: `${base}/cut` })).rejects.toMatchObject({ code: 'upstream_failed' });
  });
  test('where the body hardly matters it is cut at a size or a time, and what broke off is an answer', async () => {
    const cut = (url: string, cutBody: { bytes: number; ms: number }) =>
      open.request({ url: `${base}${url}`, cutBody });
    expect(await cut('/large', { bytes: 1000, ms: 5000 })).toMatchObject({ status: 200 });
    expect((await cut('/large', { bytes: 1000, ms: 5000 })).body).toHaveLength(1000);
    expect((await cut('/endless', { bytes: 20, ms: 5000 })).body).toHaveLength(20);
    expect((await cut('/endless', { bytes: 1_000_000, ms: 60 })).body.toString()).toMatch(/^begin/);
    expect(await cut('/cut', { bytes: 1000, ms: 5000 })).toMatchObject({ status: 200 });
  });
  test('nobody there is said plainly', async () => {
    await expect(open.request({ url: 'http://127.0.0.1:1/' })).rejects.toThrow(/nothing listens there/);
  });
  test('only http and https', async () => {
    await expect(open.request({ url: 'file:///etc/passwd' })).rejects.toMatchObject({
      code: 'invalid_input',
    });
  });
  test('the caller can call it off', async () => {
    const stop = new AbortController();
    const call = open.request({ url: `${base}/hang`, signal: stop.signal });
    stop.abort(new Error('called off'));
    await expect(call).rejects.toThrow('called off');
  });
});

describe('a plain connection', () => {
  const port = () => (server.address() as AddressInfo).port;
  const signal = new AbortController().signal;

  test('opens', async () => {
    const socket = await open.connect('127.0.0.1', port(), { trusted: false, signal });
    expect(socket.remotePort).toBe(port());
    socket.destroy();
  });
  test('is refused to private addresses, by number and by name', async () => {
    await expect(guarded.connect('127.0.0.1', port(), { trusted: false, signal })).rejects.toThrow(
      /public internet/,
    );
    await expect(guarded.connect('innocent.example', port(), { trusted: false, signal })).rejects.toThrow(
      /public internet/,
    );
  });
  test('goes anywhere for a host that the operator configured', async () => {
    const socket = await guarded.connect('127.0.0.1', port(), { trusted: true, signal });
    expect(socket.remotePort).toBe(port());
    socket.destroy();
  });
  test('says plainly that nobody is there', async () => {
    await expect(open.connect('127.0.0.1', 1, { trusted: false, signal })).rejects.toThrow(
      /nothing listens there/,
    );
  });
});
