import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../core/json.ts';
import { heardEvents, readEvent } from './read-event.ts';

const around = { organization: 'Acme', publicUrl: 'https://audit.acme.example' };
const read = (type: string, payload: JsonObject) =>
  readEvent({ id: 1, organizationId: 1, type, payload, at: new Date('2026-07-01T12:00:00Z') }, around);
const opened = {
  alert_id: 12,
  title: 'Bucket logs is public',
  description: 'BlockPublicAcls is off.',
  type: 'security',
  severity: 'critical',
  status: 'open',
  source_kind: 'drift',
  resource_name: 'logs',
  resource_type: 's3_bucket',
  region: 'eu-central-1',
  provider_id: 3,
  provider_name: 'Production',
  tags: { env: 'prod' },
  control_ids: ['aws-s3-bucket-public-access-blocked'],
  muted: false,
  assignee_id: 5,
  opened_at: '2026-07-01T11:58:00.000Z',
  url_path: '/alerts/12',
};

describe('a new alert', () => {
  it('is read for rules', () => {
    expect(read('alert.created', opened).routed).toEqual({
      type: 'alert.created',
      change: 'opened',
      subject: 'alert:12',
      alertType: 'security',
      severity: 'critical',
      providerId: 3,
      tags: { env: 'prod' },
      controls: ['aws-s3-bucket-public-access-blocked'],
      muted: false,
      onlyToOthers: false,
      people: [5],
    });
  });
  it('is told with what, where, since when, a link and what to do', () => {
    expect(read('alert.created', opened).notice).toMatchObject({
      kind: 'Security alert',
      title: 'Bucket logs is public',
      description: 'BlockPublicAcls is off.',
      resource: 'logs (s3_bucket, eu-central-1)',
      account: 'Production',
      since: '2026-07-01T11:58:00.000Z',
      link: 'https://audit.acme.example/alerts/12',
      next: expect.stringMatching(/undo it or agree/),
      organization: 'Acme',
    });
  });
});

describe('news of an alert', () => {
  it.each([
    ['occurred', {}, 'recurred'],
    ['occurred', { worse: true }, 'opened'],
    ['reopened', {}, 'opened'],
    ['acknowledged', {}, 'acknowledged'],
    ['mapped', {}, 'changed'],
    ['mapped', { worse: true }, 'opened'],
    ['muted', {}, 'changed'],
    ['unmuted', {}, 'opened'],
    ['unmuted', { status: 'acknowledged' }, 'changed'],
    ['assigned', {}, 'changed'],
  ])('that it %s %j counts as %s', (change, more, expected) => {
    const { routed } = read('alert.updated', { ...opened, change, ...more });
    expect(routed.change).toBe(expected);
    expect(routed.onlyToOthers).toBe(change === 'unmuted');
  });
  it('names who was made to look after it', () => {
    const { routed, notice } = read('alert.updated', { ...opened, change: 'assigned' });
    expect(routed.people).toEqual([5]);
    expect(notice.description).toMatch(/^You were asked to look after this alert/);
    expect(read('alert.updated', { ...opened, change: 'muted' }).routed.people).toEqual([]);
  });
  it('says how it ended', () => {
    const { notice } = read('alert.resolved', { ...opened, resolution: 'person', note: 'closed the port' });
    expect(notice).toMatchObject({ state: 'resolved', description: 'closed the port', next: null });
  });
});

describe('other events', () => {
  it('tell the requester what was decided, with the reason', () => {
    const { routed, notice } = read('approval.decided', {
      approval_id: 4,
      title: 'Close port 22',
      target_system: 'Production',
      status: 'rejected',
      decided_by: 'ann@acme.example',
      reason: 'not today',
      submitted_by_user_id: 9,
    });
    expect(routed.people).toEqual([9]);
    expect(notice).toMatchObject({
      title: 'Rejected: Close port 22',
      description: 'The plan for Production was rejected by ann@acme.example.\n\nnot today',
      link: 'https://audit.acme.example/approvals/4',
    });
  });
  it('say until when a change can be taken back', () => {
    expect(
      read('remediation.completed', {
        remediation_id: 8,
        title: 'Block public access',
        resource_name: 'logs',
        provider_id: 3,
        severity: 'high',
        rollback_until: '2026-07-01T12:30:00.000Z',
      }),
    ).toMatchObject({
      routed: { subject: 'remediation:8', severity: 'high', providerId: 3 },
      notice: {
        title: 'Remediation completed: Block public access',
        next: 'It can be rolled back until 2026-07-01 12:30 UTC.',
        link: 'https://audit.acme.example/remediation/8',
      },
    });
  });
  it.each([...heardEvents])('%s without a payload is still a message', (type) => {
    const { notice } = read(type, {});
    expect(notice.title.length).toBeGreaterThan(0);
    expect(notice.link).toMatch(/^https:\/\/audit\.acme\.example\//);
  });
  it('with a payload of other types is no error', () => {
    const wrong = {
      alert_id: 'x',
      title: 7,
      severity: 'dreadful',
      tags: ['a'],
      control_ids: 'b',
      muted: 'yes',
    };
    expect(read('alert.created', wrong as unknown as JsonObject).routed).toMatchObject({
      subject: null,
      severity: null,
      tags: {},
      controls: [],
      muted: false,
    });
  });
});
