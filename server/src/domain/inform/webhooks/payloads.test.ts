import { globSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { EventWords } from '../../../platform/events/contract.ts';
import {
  announcedTypes,
  bodyOf,
  type EventName,
  eventNames,
  type PublishedEvent,
  pingData,
  publish,
  publishedEvents,
} from './payloads.ts';

const domain = new URL('../../', import.meta.url);
const at = new Date('2026-05-01T10:00:00.000Z');

/** The fields that clients of the published API rely on. */
const documented: Partial<Record<EventName, string[]>> = {
  'drift.detected': [
    'drift_id',
    'drift_type',
    'severity',
    'resource_id',
    'resource_name',
    'resource_type',
    'provider_id',
    'summary',
    'detected_at',
  ],
  'drift.resolved': ['drift_id', 'resolved_by', 'resolved_at'],
  'alert.created': ['alert_id', 'title', 'type', 'severity', 'resource_id', 'resource_name', 'created_at'],
  'compliance.violation': [
    'assessment_id',
    'framework_id',
    'control_id',
    'control_title',
    'severity',
    'failed_resources',
  ],
  'job.completed': ['job_id', 'job_type', 'execution_id', 'status', 'duration_ms', 'findings_count'],
  'job.failed': ['job_id', 'job_type', 'execution_id', 'status', 'duration_ms', 'findings_count', 'error'],
  'remediation.completed': [
    'remediation_id',
    'status',
    'resource_id',
    'resource_name',
    'executed_by',
    'executed_at',
  ],
  ping: ['webhook_id', 'message'],
};

describe('published events', () => {
  const announced = new Map<string, EventWords>();
  beforeAll(async () => {
    for (const file of globSync('**/events.ts', { cwd: domain })) {
      const module = (await import(new URL(file, domain).href)) as Record<string, Record<string, EventWords>>;
      for (const [name, words] of Object.entries(module)) {
        if (name.endsWith('Events'))
          for (const [type, word] of Object.entries(words)) announced.set(type, word);
      }
    }
  });

  it.each(announcedTypes)('%s is announced by the product', (type) => {
    expect(announced.has(type)).toBe(true);
  });

  it.each(announcedTypes)('%s has every field that it promises, and invents none', (type) => {
    const payload = Object.fromEntries(
      (announced.get(type)?.payload ?? []).map((name) => [name, `the ${name}`]),
    );
    const published = publish({ id: 1, organizationId: 1, at, type, payload });
    expect(published.length).toBeGreaterThan(0);
    for (const { event, data } of published) {
      expect(Object.keys(data)).toEqual(Object.keys(publishedEvents[event].fields));
      expect(Object.keys(data).filter((name) => data[name] === null)).toEqual([]);
    }
  });

  it.each(Object.entries(documented))('%s keeps the fields that clients rely on', (name, fields) => {
    expect(Object.keys(publishedEvents[name as EventName].fields)).toEqual(expect.arrayContaining(fields));
  });

  it.each(eventNames)('%s says in a sentence when it comes and what each field is', (name) => {
    const { sentence, fields }: PublishedEvent = publishedEvents[name];
    for (const text of [sentence, ...Object.values(fields)]) expect(text).toMatch(/^[A-Z0-9a-z].{5,}\.$/);
  });

  it('make nothing of what is not published', () => {
    expect(publish({ id: 1, organizationId: 1, at, type: 'provider.synced', payload: {} })).toEqual([]);
  });

  it.each(['completed', 'failed', 'rolled_back'])(
    'a remediation that is %s says so in its status',
    (status) => {
      const type = `remediation.${status}`;
      const [published] = publish({ id: 1, organizationId: 1, at, type, payload: {} });
      expect(published).toMatchObject({
        event: 'remediation.completed',
        data: { status, executed_at: at.toISOString() },
      });
    },
  );

  it('are told the time at which they happened', () => {
    const [published] = publish({ id: 1, organizationId: 1, at, type: 'drift.detected', payload: {} });
    expect(published?.data.detected_at).toBe(at.toISOString());
  });
});

it('the body is the same bytes whatever order the database gives its fields in', () => {
  const envelope = { event: 'ping', timestamp: at.toISOString(), webhook_id: 'wh_1', delivery_id: 'dlv_1' };
  const data = pingData('wh_1');
  const turned = Object.fromEntries(Object.entries(data).reverse());
  expect(bodyOf({ ...envelope, data: turned })).toBe(bodyOf({ ...envelope, data }));
});
