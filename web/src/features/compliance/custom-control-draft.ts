import type { Answer, Body } from '../../app/api.ts';

/** A control while somebody writes it: every field as text, as the form holds it. */

type Saved = Answer<'getCustomControl'>;
type Version = Answer<'listCustomControlVersions'>['data'][number];
export type Definition = Pick<
  Saved,
  | 'id'
  | 'title'
  | 'resource_types'
  | 'check'
  | 'severity'
  | 'category'
  | 'risk'
  | 'advice'
  | 'references'
  | 'tests'
>;
type Request = Body<'createCustomControl'>;

export const ways = ['console', 'cli', 'terraform', 'cloudformation'] as const;
export type Way = (typeof ways)[number];
export type Expected = 'pass' | 'fail' | 'unknown';

export type TestDraft = {
  key: number;
  title: string;
  expect: Expected;
  configuration: string;
  tags: string[];
  unreadable: string[];
  name: string;
  region: string;
  resourceType: string | null;
};

export type Draft = {
  id: string;
  title: string;
  resourceTypes: string[];
  check: string;
  severity: Saved['severity'];
  category: Saved['category'];
  risk: string;
  advice: Record<Way, string>;
  references: string;
  tests: TestDraft[];
  enabled: boolean;
};

export const emptyDraft: Draft = {
  id: '',
  title: '',
  resourceTypes: [],
  check: '',
  severity: 'medium',
  category: 'governance',
  risk: '',
  advice: { console: '', cli: '', terraform: '', cloudformation: '' },
  references: '',
  tests: [],
  enabled: true,
};

let lastKey = 0;

export function newTest(expect: Expected): TestDraft {
  lastKey += 1;
  return {
    key: lastKey,
    title: '',
    expect,
    configuration: '{}',
    tags: [],
    unreadable: [],
    name: 'example',
    region: 'us-east-1',
    resourceType: null,
  };
}

export function draftOf(saved: Definition | Version, enabled: boolean): Draft {
  const none = emptyDraft.advice;
  return {
    id: saved.id,
    title: saved.title,
    resourceTypes: saved.resource_types,
    check: saved.check,
    severity: saved.severity,
    category: saved.category,
    risk: saved.risk,
    advice:
      typeof saved.advice === 'string' ? { ...none, console: saved.advice } : { ...none, ...saved.advice },
    references: saved.references.join('\n'),
    tests: saved.tests.map((test) => ({
      ...newTest(test.expect),
      title: test.title ?? '',
      configuration: JSON.stringify(test.configuration, null, 2),
      tags: Object.entries(test.tags).map(([key, value]) => `${key}=${value}`),
      unreadable: test.unreadable,
      name: test.name,
      region: test.region,
      resourceType: test.resource_type ?? null,
    })),
    enabled,
  };
}

/** `Buckets have an owner` → `buckets-have-an-owner`. */
export function slugOf(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 65)
    .replace(/-+$/, '');
}

export function configurationProblem(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? undefined
      : 'must be an object of settings: { … }';
  } catch (error) {
    return `is not JSON: ${error instanceof Error ? error.message : 'cannot be read'}`;
  }
}

/** What is sent. Call it only when no test has a problem. */
export function requestOf(draft: Draft): Request {
  const advice = Object.fromEntries(
    ways.flatMap((way) => (draft.advice[way].trim() === '' ? [] : [[way, draft.advice[way].trim()]])),
  );
  return {
    id: draft.id === '' ? slugOf(draft.title) : draft.id,
    title: draft.title.trim(),
    resource_types: draft.resourceTypes,
    check: draft.check,
    severity: draft.severity,
    category: draft.category,
    risk: draft.risk.trim(),
    advice,
    references: draft.references
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
    tests: draft.tests.map((test) => ({
      ...(test.title.trim() === '' ? {} : { title: test.title.trim() }),
      ...(test.resourceType === null ? {} : { resource_type: test.resourceType }),
      configuration: JSON.parse(test.configuration) as Record<string, unknown>,
      name: test.name,
      region: test.region,
      tags: Object.fromEntries(
        test.tags.map((tag) => {
          const at = tag.indexOf('=');
          return at < 0 ? [tag, ''] : [tag.slice(0, at), tag.slice(at + 1)];
        }),
      ),
      unreadable: test.unreadable,
      expect: test.expect,
    })),
    enabled: draft.enabled,
  };
}
