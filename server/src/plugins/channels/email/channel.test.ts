import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../core/json.ts';
import { exampleNotices } from '../../../plugin-kit/conformance/channel-conformance.ts';
import type { MailServer, Notice } from '../../../plugin-kit/define-channel.ts';
import { selfSignedCertificate } from '../testing/certificate.ts';
import { callOf, toolsForTests } from '../testing/tools.ts';
import { emailChannel } from './channel.ts';
import { renderMail } from './render.ts';

const { ordinary, nasty, summary } = exampleNotices;
const { key, certificate } = selfSignedCertificate();

type Mailbox = {
  port: number;
  mails: { mail: Email; to: string[]; secure: boolean; user: string }[];
  stop(): Promise<void>;
};
const open: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.stop();
});

async function mailbox(options: SMTPServerOptions = {}): Promise<Mailbox> {
  const mails: Mailbox['mails'] = [];
  const server = new SMTPServer({
    key,
    cert: certificate,
    authOptional: true,
    onAuth(auth, _session, done) {
      if (auth.username === 'infraaudit' && auth.password === 'right password')
        done(null, { user: auth.username });
      else done(new Error('wrong'));
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        void PostalMime.parse(Buffer.concat(chunks)).then((mail) => {
          const to = session.envelope.rcptTo.map(({ address }) => address);
          mails.push({ mail, to, secure: session.secure, user: String(session.user ?? '') });
          done();
        });
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const box = {
    port: (server.server.address() as AddressInfo).port,
    mails,
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
  open.push(box);
  return box;
}

const tools = toolsForTests();
afterAll(() => tools.close());

function send(
  notice: Notice,
  box: { port: number },
  more: { settings?: object; password?: string; thread?: JsonObject; deliveryId?: string } = {},
) {
  const settings = emailChannel.settings.parse({
    recipients: ['ops@acme.example'],
    host: 'localhost',
    port: box.port,
    from: 'infraaudit@acme.example',
    authority: certificate,
    ...more.settings,
  });
  return emailChannel.send({
    ...callOf(notice, tools),
    settings,
    secrets: more.password === undefined ? {} : { password: more.password },
    message: emailChannel.render(notice, settings),
    ...(more.thread === undefined ? {} : { thread: more.thread }),
    ...(more.deliveryId === undefined ? {} : { deliveryId: more.deliveryId }),
  });
}

describe('a mail', () => {
  it('goes encrypted and signed in to every recipient, as text and as HTML', async () => {
    const box = await mailbox({ authOptional: false });
    const sent = await send(ordinary, box, {
      settings: { user: 'infraaudit', recipients: ['ops@acme.example', 'boss@acme.example'] },
      password: 'right password',
    });
    expect(sent).toMatchObject({ outcome: 'sent' });
    expect(box.mails).toHaveLength(1);
    const [{ mail, to, secure, user } = { mail: {} as Email, to: [], secure: false, user: '' }] = box.mails;
    expect({ to, secure, user }).toEqual({
      to: ['ops@acme.example', 'boss@acme.example'],
      secure: true,
      user: 'infraaudit',
    });
    expect(mail.subject).toBe('[InfraAudit] high: Bucket logs is public');
    expect(mail.from).toEqual({ name: 'InfraAudit', address: 'infraaudit@acme.example' });
    for (const part of [
      'BlockPublicAcls',
      'logs (s3_bucket)',
      'Production',
      '2026-05-01 07:00 UTC',
      'Block public access',
    ]) {
      expect(mail.text).toContain(part);
      expect(mail.html).toContain(part);
    }
    expect(mail.text).toContain('https://infraaudit.example/alerts/12');
    expect(mail.html).toContain('href="https://infraaudit.example/alerts/12"');
    expect(Object.fromEntries(mail.headers.map(({ key: name, value }) => [name, value]))).toMatchObject({
      'auto-submitted': 'auto-generated',
      'x-infraaudit-event': 'alert.created',
    });
  });

  it('answers the mail about the same alert, so that mailboxes show them together', async () => {
    const box = await mailbox();
    const first = await send(ordinary, box, { deliveryId: 'dlv_1' });
    const { thread } = first as { thread: JsonObject };
    const then = await send({ ...ordinary, state: 'resolved' }, box, { thread, deliveryId: 'dlv_2' });
    expect(then).toMatchObject({ outcome: 'sent', thread });
    expect(box.mails[1]?.mail).toMatchObject({
      subject: '[InfraAudit] resolved: Bucket logs is public',
      inReplyTo: '<dlv_1@acme.example>',
      messageId: '<dlv_2@acme.example>',
    });
  });

  it('has the same id when it is sent again', async () => {
    const box = await mailbox();
    await send(ordinary, box);
    await send(ordinary, box);
    const [first, second] = box.mails;
    expect(first?.mail.messageId).toBe(second?.mail.messageId);
  });

  it('cannot be made to carry another header, a link or a script', async () => {
    const box = await mailbox();
    await send(nasty, box);
    const mail = box.mails[0]?.mail;
    expect(mail?.bcc).toBeUndefined();
    expect(box.mails[0]?.to).toEqual(['ops@acme.example']);
    expect(mail?.html).not.toContain('<script');
    expect(mail?.html).not.toContain('href="https://evil.example');
    expect(mail?.html).toContain('&lt;script&gt;');
    expect(mail?.html).toContain('a=&quot;&gt;&lt;b&gt;');
  });

  it('sums up many, with what is left out counted', () => {
    const mail = renderMail(summary);
    expect(mail.text).toContain('and 9800 more');
    expect(mail.text.match(/^- /gm)).toHaveLength(200);
  });
});

describe('a mail server', () => {
  it('whose certificate nobody trusts gets nothing', async () => {
    const box = await mailbox();
    const result = await send(ordinary, box, { settings: { authority: undefined } });
    expect(result.outcome).not.toBe('sent');
    expect(result).toMatchObject({ reason: expect.stringMatching(/self-signed|certificate/i) });
    expect(box.mails).toEqual([]);
  });

  it('without STARTTLS gets nothing unless that is allowed', async () => {
    const box = await mailbox({ disabledCommands: ['STARTTLS'] });
    expect(await send(ordinary, box)).toMatchObject({
      outcome: 'give_up',
      reason: expect.stringMatching(/encryption/),
    });
    expect(box.mails).toEqual([]);
    expect(await send(ordinary, box, { settings: { tls: 'none' } })).toMatchObject({ outcome: 'sent' });
  });

  it('may begin with TLS', async () => {
    const box = await mailbox({ secure: true });
    expect(await send(ordinary, box, { settings: { tls: 'implicit' } })).toMatchObject({ outcome: 'sent' });
    expect(box.mails[0]?.secure).toBe(true);
  });

  it('that does not take the password is told of, without the password', async () => {
    const box = await mailbox();
    const result = await send(ordinary, box, {
      settings: { user: 'infraaudit' },
      password: 'wrong password',
    });
    expect(result).toMatchObject({
      outcome: 'give_up',
      reason: expect.stringMatching(/does not take the user/),
    });
    expect(JSON.stringify(result)).not.toContain('wrong password');
  });

  const answering = (code: number, text: string): SMTPServerOptions => ({
    onRcptTo: (_address, _session, done) => done(Object.assign(new Error(text), { responseCode: code })),
  });
  it('that says not now is asked again', async () => {
    const box = await mailbox(answering(451, 'greylisted'));
    expect(await send(ordinary, box)).toMatchObject({
      outcome: 'retry',
      reason: expect.stringMatching(/greylisted/),
    });
  });
  it('that says never is believed', async () => {
    const box = await mailbox(answering(550, 'no such person'));
    expect(await send(ordinary, box)).toMatchObject({
      outcome: 'give_up',
      reason: expect.stringMatching(/no such person/),
    });
  });
  it('that refuses one of two is told of, and the other gets the mail', async () => {
    const box = await mailbox({
      onRcptTo: (address, _session, done) =>
        address.address.startsWith('gone')
          ? done(Object.assign(new Error('gone'), { responseCode: 550 }))
          : done(),
    });
    const result = await send(ordinary, box, {
      settings: { recipients: ['ops@acme.example', 'gone@acme.example'] },
    });
    expect(result).toMatchObject({ outcome: 'sent', note: 'the mail server refused gone@acme.example' });
  });

  it('of the operator may be on a private address, one of a channel may not', async () => {
    const box = await mailbox();
    const ofTheOperator: MailServer = {
      host: '127.0.0.1',
      port: box.port,
      user: null,
      password: null,
      from: 'audit@acme.example',
      tls: 'none',
      authority: null,
    };
    const guarded = toolsForTests({ private: false, mailServer: ofTheOperator });
    const settings = emailChannel.settings.parse({ recipients: ['ops@acme.example'] });
    const message = emailChannel.render(ordinary, settings);
    const call = { ...callOf(ordinary, guarded), secrets: {}, message };
    expect(await emailChannel.send({ ...call, settings })).toMatchObject({ outcome: 'sent' });
    const own = emailChannel.settings.parse({
      ...settings,
      host: 'localhost',
      port: box.port,
      from: 'a@acme.example',
    });
    await expect(emailChannel.send({ ...call, settings: own })).rejects.toThrow(
      /INFRAUDIT_ALLOW_PRIVATE_ADDRESSES/,
    );
    await guarded.close();
    expect(box.mails).toHaveLength(1);
  });
});

describe('settings', () => {
  const problem = (settings: object, secrets = {}, mailServer = true) =>
    emailChannel.problemOf(
      emailChannel.settings.parse({ recipients: ['a@b.example'], ...settings }),
      secrets,
      {
        mailServer,
      },
    );
  it('need a mail server from somewhere', () => {
    expect(problem({})).toBeNull();
    expect(problem({}, {}, false)).toMatchObject({ field: 'host' });
    expect(problem({ host: 'mail.example' })).toMatchObject({ field: 'from' });
  });
  it('do not send a password in the clear', () => {
    const settings = { host: 'mail.example', from: 'a@b.example', user: 'a', tls: 'none' };
    expect(problem(settings, { password: 'x' })).toMatchObject({ field: 'tls' });
  });
});
