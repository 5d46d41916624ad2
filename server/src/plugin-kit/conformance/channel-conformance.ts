import { isDeepStrictEqual } from 'node:util';
import type { Json } from '../../core/json.ts';
import { severities } from '../../core/severity.ts';
import { type AnyChannel, type Notice, noticeStates } from '../define-channel.ts';

/** Everything that is wrong with the declaration of one channel, as sentences; empty when it conforms. */
export function channelProblems(channel: AnyChannel): string[] {
  const problems: string[] = [];
  if (!/^[a-z][a-z0-9]{2,19}$/.test(channel.kind))
    problems.push(`the kind "${channel.kind}" is not 3 to 20 small letters and digits`);
  if (channel.title.trim() === '' || channel.title.length > 40)
    problems.push('the title is empty or has over 40 characters');
  if (!channel.sentence.endsWith('.') || channel.sentence.length > 160)
    problems.push('the sentence has over 160 characters, or no full stop');
  if (!channel.states.includes('open')) problems.push('it cannot say that something opened');
  for (const field of Object.keys(channel.secrets.shape)) {
    if (field in channel.settings.shape) problems.push(`${field} is a setting and a secret`);
    if (!channel.secrets.shape[field]?.safeParse(undefined).success)
      problems.push(
        `the secret ${field} is not optional, so it could not stay as it is when a setting changes`,
      );
  }
  if (channel.settings.safeParse({ nonsense: 1 }).success)
    problems.push('it takes settings that it does not know');
  if (channel.secrets.safeParse({ nonsense: '1' }).success)
    problems.push('it takes secrets that it does not know');
  const settings = channel.settings.safeParse(channel.example.settings);
  const secrets = channel.secrets.safeParse(channel.example.secrets);
  if (!settings.success || !secrets.success) return [...problems, 'its example does not fit its own schemas'];
  const problem = channel.problemOf(settings.data, secrets.data, { mailServer: true });
  if (problem !== null) problems.push(`its example is refused: ${problem.message}`);
  const address = channel.addressOf(settings.data, secrets.data);
  if (address === '') problems.push('its example goes nowhere');
  for (const [field, value] of Object.entries(secrets.data)) {
    if (typeof value === 'string' && address.includes(value.slice(-12)))
      problems.push(`its address tells the secret ${field}`);
  }
  return [...problems, ...renderProblems(channel, settings.data)];
}

function renderProblems(channel: AnyChannel, settings: Record<string, unknown>): string[] {
  const problems: string[] = [];
  const say = (what: string, message: string) => problems.push(`${what}: ${message}`);
  for (const state of noticeStates.filter((each) => channel.states.includes(each))) {
    for (const severity of [...severities, null]) {
      for (const [name, notice] of Object.entries(exampleNotices)) {
        const what = `${state}, ${severity ?? 'no severity'}, ${name}`;
        const given = { ...notice, state, severity };
        const before = structuredClone(given);
        const message = channel.render(given, settings);
        if (!isDeepStrictEqual(given, before)) say(what, 'rendering changes the notice');
        if (!isDeepStrictEqual(message, channel.render(given, settings)))
          say(what, 'the same notice gives another message');
        if (!isDeepStrictEqual(message, JSON.parse(JSON.stringify(message))))
          say(what, 'the message is not JSON');
        const bytes = Buffer.byteLength(JSON.stringify(message));
        if (bytes > channel.maxBytes) say(what, `${bytes} bytes, and the vendor takes ${channel.maxBytes}`);
        const text = textOf(message);
        const tells = state === 'open' || state === 'message';
        if (tells && name === 'ordinary' && !text.includes('Bucket logs is public'))
          say(what, 'the title is missing');
        if (tells && name === 'ordinary' && !text.includes('https://infraaudit.example/alerts/12'))
          say(what, 'the link is missing');
        if (tells && name === 'ordinary' && !text.includes('Block public access'))
          say(what, 'it does not say what to do');
      }
    }
  }
  return problems;
}

function textOf(message: Json): string {
  if (typeof message === 'string') return message;
  if (message === null || typeof message !== 'object') return '';
  return Object.values(message).map(textOf).join('\n');
}

const ordinary: Notice = {
  subject: 'alert:12',
  state: 'open',
  event: 'alert.created',
  kind: 'Security alert',
  severity: 'high',
  title: 'Bucket logs is public',
  description: 'BlockPublicAcls is off since the last baseline.',
  resource: 'logs (s3_bucket)',
  account: 'Production',
  since: '2026-05-01T07:00:00.000Z',
  at: '2026-05-01T07:03:00.000Z',
  link: 'https://infraaudit.example/alerts/12',
  next: 'Block public access again, or agree to it with a new baseline.',
  organization: 'Acme',
  data: { alert_id: 12 },
  items: [],
  more: 0,
};
const nasty =
  '<script>alert("1")</script> <!channel> @everyone *b* _i_ `c` [a](https://evil.example) & \u202e\u0000\r\nBcc: x@evil.example ';

/** For suites of channels: what is usual, and what tries to break out or is far too long. */
export const exampleNotices: Record<'ordinary' | 'nasty' | 'endless' | 'bare' | 'summary', Notice> = {
  ordinary,
  nasty: {
    ...ordinary,
    title: nasty,
    description: `${nasty}\n\n${nasty}`,
    resource: nasty,
    account: nasty,
    next: nasty,
    organization: nasty,
    link: 'https://infraaudit.example/alerts/12?a="><b>&c=1',
  },
  endless: {
    ...ordinary,
    subject: `alert:${'9'.repeat(600)}`,
    title: '&<𝒳'.repeat(20_000),
    description: '&<𝒳>'.repeat(20_000),
    resource: '&'.repeat(50_000),
    account: '<'.repeat(50_000),
    next: '>'.repeat(50_000),
    organization: '&'.repeat(50_000),
    data: { much: 'x'.repeat(500_000) },
  },
  bare: {
    ...ordinary,
    subject: null,
    title: '',
    description: '',
    resource: null,
    account: null,
    since: null,
    link: null,
    next: null,
    organization: '',
    data: {},
  },
  summary: {
    ...ordinary,
    items: Array.from({ length: 3000 }, (_, index) => ({
      title: `${nasty} ${index} ${'&'.repeat(500)}`,
      kind: 'Security alert',
      severity: index % 2 === 0 ? ('critical' as const) : null,
      resolved: index % 3 === 0,
      at: '2026-05-01T07:03:00.000Z',
      link: `https://infraaudit.example/alerts/${index}`,
    })),
    more: 7000,
  },
};
