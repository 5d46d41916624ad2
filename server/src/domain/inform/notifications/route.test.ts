import { describe, expect, it } from 'vitest';
import type { Severity } from '../../../core/severity.ts';
import {
  type Decision,
  type Person,
  type RoutedChannel,
  type RoutedEvent,
  type Routing,
  type Rule,
  route,
} from './route.ts';

const noon = new Date('2026-07-01T12:00:00Z');
const night = new Date('2026-07-01T23:00:00Z');

const channel = (id: number, more: Partial<RoutedChannel> = {}): RoutedChannel => ({
  id,
  name: `channel ${id}`,
  enabled: true,
  isDefault: false,
  states: ['open', 'acknowledged', 'resolved', 'message'],
  ...more,
});
const rule = (channelId: number, match: Partial<Rule['match']> = {}, more: Partial<Rule> = {}): Rule => ({
  id: channelId * 10,
  name: `rule ${channelId}`,
  channelId,
  enabled: true,
  match: { events: [], alertTypes: [], severity: null, providerId: null, tags: {}, control: null, ...match },
  quietHours: null,
  digest: null,
  ...more,
});
const event = (more: Partial<RoutedEvent> = {}): RoutedEvent => ({
  type: 'alert.created',
  change: 'opened',
  subject: 'alert:1',
  alertType: 'security',
  severity: 'high',
  providerId: 7,
  tags: { env: 'prod' },
  controls: ['aws-s3-bucket-public-access-blocked'],
  muted: false,
  onlyToOthers: false,
  people: [],
  ...more,
});
const routing = (more: Partial<Routing> = {}): Routing => ({
  channels: [channel(1, { isDefault: true }), channel(2)],
  rules: [],
  people: [],
  told: [],
  mailServer: true,
  ...more,
});
const sentTo = (decisions: Decision[]) =>
  decisions
    .filter(({ outcome }) => outcome === 'send')
    .map(({ channelId, userId }) => channelId ?? `person ${userId}`);
const quiet = { from: '22:00', to: '07:00', timeZone: 'UTC', days: [], urgent: 'critical' as const };
const digest = { time: '07:00', timeZone: 'UTC' };

describe('a rule', () => {
  const goes = (match: Partial<Rule['match']>, more: Partial<RoutedEvent> = {}) =>
    sentTo(route(event(more), routing({ rules: [rule(2, match)] }), noon)).includes(2);

  it.each<[string, Severity, boolean]>([
    ['critical', 'critical', true],
    ['high', 'high', true],
    ['medium', 'medium', false],
    ['low', 'low', false],
  ])('for high lets %s through or not', (_name, severity, expected) => {
    expect(goes({ severity: 'high' }, { severity })).toBe(expected);
  });

  it.each<[string, Partial<Rule['match']>, Partial<RoutedEvent>, boolean]>([
    ['without conditions is about everything', {}, {}, true],
    ['about its type', { alertTypes: ['security'] }, {}, true],
    ['about another type', { alertTypes: ['cost'] }, {}, false],
    ['about an account', { providerId: 7 }, {}, true],
    ['about another account', { providerId: 8 }, {}, false],
    ['about a tag with its value', { tags: { env: 'prod' } }, {}, true],
    ['about a tag with any value', { tags: { env: '' } }, {}, true],
    ['about a tag with another value', { tags: { env: 'test' } }, {}, false],
    ['about two tags of which one is missing', { tags: { env: 'prod', team: '' } }, {}, false],
    ['about a tag named like a property of every object', { tags: { constructor: '' } }, {}, false],
    ['about a control', { control: 'aws-s3-bucket-public-access-blocked' }, {}, true],
    ['about controls with a beginning', { control: 'aws-s3-*' }, {}, true],
    ['about another control', { control: 'aws-ec2-*' }, {}, false],
    ['about an event by name', { events: ['alert.created'] }, {}, true],
    ['about a family of events', { events: ['alert.*'] }, {}, true],
    ['about another event', { events: ['job.failed'] }, {}, false],
    [
      'about new alerts hears of those that came back',
      { events: ['alert.created'] },
      { type: 'alert.updated' },
      true,
    ],
    ['for a severity does not hear of what has none', { severity: 'low' }, { severity: null }, false],
    [
      'that names failed jobs hears of them',
      { events: ['job.failed'] },
      { type: 'job.failed', change: 'said' },
      true,
    ],
    ['that names nothing does not', {}, { type: 'job.failed', change: 'said' }, false],
  ])('%s', (_name, match, more, expected) => {
    expect(goes(match, more)).toBe(expected);
  });

  it('that is switched off counts as none', () => {
    const decisions = route(event(), routing({ rules: [rule(2, {}, { enabled: false })] }), noon);
    expect(sentTo(decisions)).toEqual([1]);
  });

  it('sends to its channel, and several to all of theirs, each once', () => {
    const rules = [rule(2), rule(1), rule(2, { severity: 'low' }, { id: 99 })];
    expect(sentTo(route(event(), routing({ rules }), noon)).sort()).toEqual([1, 2]);
  });

  it('that tells at once wins over one for the same channel that sums up', () => {
    const rules = [rule(2, {}, { digest }), rule(2, { severity: 'high' }, { id: 21 })];
    expect(route(event(), routing({ rules }), noon)).toMatchObject([{ outcome: 'send', rule: { id: 21 } }]);
  });
});

describe('without a fitting rule', () => {
  it('the default channels are told', () => {
    expect(sentTo(route(event(), routing(), noon))).toEqual([1]);
  });
  it('nobody is, and it is said why', () => {
    expect(route(event(), routing({ channels: [channel(2)] }), noon)).toMatchObject([
      { outcome: 'suppress', channelId: null, reason: 'no rule fits, and no channel is the default' },
    ]);
    expect(route(event(), routing({ channels: [] }), noon)).toMatchObject([
      { reason: 'there is no channel' },
    ]);
    expect(route(event({ type: 'job.failed', change: 'said' }), routing(), noon)).toMatchObject([
      { reason: 'no rule names job.failed' },
    ]);
  });
  it('a success of a job is not even worth a line', () => {
    expect(route(event({ type: 'job.completed', change: 'said' }), routing(), noon)).toEqual([]);
  });
});

describe('what is not told', () => {
  it.each<[string, Partial<RoutedEvent>, RegExp]>([
    ['an alert that recurs', { change: 'recurred' }, /recurred/],
    ['a muted alert', { muted: true }, /muted/],
  ])('%s', (_name, more, reason) => {
    expect(route(event(more), routing({ rules: [rule(2)] }), noon)).toMatchObject([
      { outcome: 'suppress', reason: expect.stringMatching(reason) },
    ]);
  });
  it('by a channel that is switched off', () => {
    const channels = [channel(1, { isDefault: true, enabled: false })];
    expect(route(event(), routing({ channels }), noon)).toMatchObject([
      { outcome: 'suppress', channelId: 1, reason: 'the channel is switched off' },
    ]);
  });
  it('by a channel that cannot say it', () => {
    const channels = [channel(1, { isDefault: true, states: ['open', 'resolved'] })];
    expect(
      route(event({ type: 'approval.requested', change: 'said' }), routing({ channels }), noon),
    ).toMatchObject([{ outcome: 'suppress', channelId: 1 }]);
  });
  it('is nothing when only the assignee changed', () => {
    expect(route(event({ change: 'changed' }), routing({ rules: [rule(2)] }), noon)).toEqual([]);
  });
});

describe('when', () => {
  it('quiet hours hold it back until they end', () => {
    const rules = [rule(2, {}, { quietHours: quiet })];
    expect(route(event(), routing({ rules }), night)).toMatchObject([
      { outcome: 'hold', hold: 'quiet', at: new Date('2026-07-02T07:00:00Z') },
    ]);
    expect(sentTo(route(event({ severity: 'critical' }), routing({ rules }), night))).toEqual([2]);
    expect(sentTo(route(event(), routing({ rules }), noon))).toEqual([2]);
  });
  it('a summary collects it until its time', () => {
    const rules = [rule(2, {}, { digest, quietHours: quiet })];
    expect(route(event({ severity: 'critical' }), routing({ rules }), noon)).toMatchObject([
      { outcome: 'hold', hold: 'digest', at: new Date('2026-07-02T07:00:00Z') },
    ]);
  });
});

describe('what became of it', () => {
  const told = (channelId: number, more = {}) => ({
    channelId,
    userId: null,
    ruleId: null,
    summed: false,
    waiting: false,
    ...more,
  });
  it('is told where the opening was, whatever the rules are now', () => {
    const given = routing({ rules: [rule(1)], told: [told(2)] });
    expect(sentTo(route(event({ type: 'alert.resolved', change: 'resolved' }), given, noon))).toEqual([2]);
  });
  it('is told although the alert was muted since', () => {
    const given = routing({ told: [told(2)] });
    expect(sentTo(route(event({ change: 'resolved', muted: true }), given, noon))).toEqual([2]);
  });
  it('is told to nobody when nobody was told of the opening', () => {
    expect(route(event({ change: 'resolved' }), routing(), noon)).toMatchObject([
      { outcome: 'suppress', reason: 'nobody was told that it opened' },
    ]);
  });
  it('waits for the end of quiet hours too', () => {
    const rules = [rule(2, {}, { quietHours: quiet })];
    const given = routing({ rules, told: [told(2, { ruleId: 20 })] });
    expect(route(event({ change: 'resolved' }), given, night)).toMatchObject([
      { outcome: 'hold', hold: 'quiet' },
    ]);
  });
  it('is not told while the opening waits for the end of quiet hours', () => {
    expect(
      route(event({ change: 'resolved' }), routing({ told: [told(2, { waiting: true })] }), noon),
    ).toMatchObject([{ outcome: 'suppress', reason: 'its opening has not been told yet' }]);
  });
  it('is told again after muting only to those who have not heard of it', () => {
    const channels = [channel(1, { isDefault: true }), channel(2, { isDefault: true })];
    const given = routing({ channels, told: [told(2)] });
    expect(sentTo(route(event({ onlyToOthers: true }), given, noon))).toEqual([1]);
    expect(route(event({ onlyToOthers: true }), routing({ told: [told(1)] }), noon)).toMatchObject([
      { outcome: 'suppress', reason: 'everybody was told before it was muted' },
    ]);
  });
  it('is not told where the opening was part of a summary', () => {
    expect(
      route(event({ change: 'resolved' }), routing({ told: [told(2, { summed: true })] }), noon),
    ).toMatchObject([{ outcome: 'suppress', channelId: 2, reason: 'its opening was told in a summary' }]);
  });
  it('is not told by mail when somebody only looks after it', () => {
    const channels = [channel(2, { states: ['open', 'resolved', 'message'] })];
    expect(
      route(event({ change: 'acknowledged' }), routing({ channels, told: [told(2)] }), noon),
    ).toMatchObject([{ outcome: 'suppress', channelId: 2 }]);
  });
});

describe('a person', () => {
  const person = (userId: number, more: Partial<Person['preferences']> = {}): Person => ({
    userId,
    email: `p${userId}@acme.example`,
    preferences: { assigned: true, alerts: null, quietHours: null, digest: null, ...more },
  });
  const asked = event({ type: 'approval.requested', change: 'said', severity: null, people: [5] });

  it('who is asked by name is written to, besides the channels', () => {
    expect(sentTo(route(asked, routing({ people: [person(5), person(6)] }), noon))).toEqual([1, 'person 5']);
  });
  it('who does not want that is not', () => {
    expect(sentTo(route(asked, routing({ people: [person(5, { assigned: false })] }), noon))).toEqual([1]);
  });
  it('who wants alerts gets those of their severity', () => {
    const people = [person(5, { alerts: 'high' }), person(6, { alerts: 'critical' })];
    expect(sentTo(route(event(), routing({ people }), noon))).toEqual([1, 'person 5']);
  });
  it('who sums up alerts is asked for approvals at once', () => {
    const people = [person(5, { alerts: 'low', digest })];
    expect(sentTo(route(asked, routing({ people }), noon))).toContain('person 5');
    expect(route(event(), routing({ people }), noon)).toContainEqual(
      expect.objectContaining({ userId: 5, outcome: 'hold', hold: 'digest' }),
    );
  });
  it('who was made to look after an alert is told, and nobody else', () => {
    const assigned = event({ type: 'alert.updated', change: 'changed', people: [5] });
    expect(sentTo(route(assigned, routing({ people: [person(5)] }), noon))).toEqual(['person 5']);
  });
  it('cannot be written to without a mail server, and that is said', () => {
    expect(route(asked, routing({ people: [person(5)], mailServer: false }), noon)).toContainEqual(
      expect.objectContaining({ userId: 5, outcome: 'suppress', reason: 'no mail server is configured' }),
    );
  });
});
