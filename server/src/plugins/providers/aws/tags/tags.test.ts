import { type Sandbox, startSandbox } from '@infraudit/sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ObservedResource } from '../../../../core/observation.ts';
import type { ProviderSession } from '../../../../plugin-kit/define-provider.ts';
import type { ProviderWriter, TagTarget } from '../../../../plugin-kit/define-writer.ts';
import { awsCollectors } from '../collectors.generated.ts';
import { requiredPermissions } from '../policy.ts';
import { awsProvider } from '../provider.ts';
import type { AwsActingSession } from '../session/acting-types.ts';
import { awsTagRules, writePermissions } from './tag-rules.ts';
import { tagTypes } from './tag-types.ts';

const signal = new AbortController().signal;
type Found = ObservedResource & { type: string };

describe('tags of an account', () => {
  let sandbox: Sandbox;
  let session: ProviderSession;
  let writer: ProviderWriter;
  const found: Found[] = [];
  const first = (type: string): Found => {
    const resource = found.find((each) => each.type === type && awsTagRules.problemOf(each) === null);
    if (resource === undefined) throw new Error(`the sandbox has no ${type}`);
    return resource;
  };

  beforeAll(async () => {
    sandbox = await startSandbox();
    const options = {
      settings: { region: 'eu-central-1', endpointUrl: sandbox.endpoint },
      allowEndpointOverride: true,
      allowAmbientCredentials: false,
    };
    session = await awsProvider.connect({ method: 'access_keys', ...sandbox.credentials }, options);
    const open = awsProvider.openWriter;
    if (open === undefined) throw new Error('there is no writer');
    writer = await open({ method: 'access_keys', ...sandbox.writer }, options);
    const { regions } = await session.regions(signal);
    for (const source of session.planScan(regions)) {
      if (!Object.hasOwn(tagTypes, source.collector)) continue;
      for await (const event of session.scan(source, signal)) {
        if (event.kind === 'resource') found.push({ ...event.resource, type: source.collector });
      }
    }
  });
  afterAll(async () => {
    session?.close();
    writer?.close();
    await sandbox?.stop();
  });

  it('are read as the collectors read them, for every resource of every type that can be tagged', async () => {
    const taggable = found.filter((resource) => awsTagRules.problemOf(resource) === null);
    expect(new Set(taggable.map(({ type }) => type))).toEqual(new Set(Object.keys(tagTypes)));
    const readings = await session.readTags?.(taggable, signal);
    const different = taggable.filter(
      (resource, index) =>
        JSON.stringify(readings?.[index]) !== JSON.stringify({ state: 'read', tags: resource.tags }) &&
        JSON.stringify(sorted(readings?.[index])) !==
          JSON.stringify(sorted({ state: 'read', tags: resource.tags })),
    );
    expect(different.map(({ externalId }) => externalId)).toEqual([]);
    expect(sandbox.requests.filter(({ service, write }) => write && service === 's3')).toEqual([]);
  });

  it('are read with permissions that the policy for reading has already', () => {
    const granted = new Set(requiredPermissions(awsCollectors));
    const asked = found.flatMap(({ type, externalId }) => tagTypes[type]?.read(externalId)?.permission ?? []);
    expect([...new Set(asked)].filter((permission) => !granted.has(permission))).toEqual([]);
  });

  it.each(Object.keys(tagTypes))('of %s are set, keep the others, and are removed again', async (type) => {
    const target = first(type);
    const before = await session.readTags?.([target], signal);
    const seen = sandbox.requests.length;
    await writer.changeTags(target, { set: { 'suite:owner': 'ops team' }, remove: [] }, signal);
    expect(await session.readTags?.([target], signal)).toEqual([
      { state: 'read', tags: { ...tagsOf(before), 'suite:owner': 'ops team' } },
    ]);
    await writer.changeTags(target, { set: {}, remove: ['suite:owner'] }, signal);
    expect(await session.readTags?.([target], signal)).toEqual([{ state: 'read', tags: tagsOf(before) }]);
    const writes = sandbox.requests.slice(seen).filter(({ write }) => write);
    expect(writes.map(({ principal }) => principal?.split('/').at(-1))).toEqual([
      'infraudit-tags',
      'infraudit-tags',
    ]);
  });

  it('are said to be gone with their resource', async () => {
    const targets = Object.keys(tagTypes)
      .map((type) => first(type))
      .map(
        (target): TagTarget => ({ ...target, externalId: `${target.externalId.replace(/.{4}$/, '')}0000` }),
      );
    const readings = (await session.readTags?.(targets, signal)) ?? [];
    const wrong = targets.flatMap(({ type }, index) => (readings[index]?.state === 'read' ? [type] : []));
    expect(wrong).toEqual([]);
  });

  it('are not changed by anything that reads, and not more than tags by what writes', async () => {
    expect('changeTags' in session).toBe(false);
    expect(Object.keys(writer).sort()).toEqual(['acting', 'changeTags', 'close', 'identity']);
    const acting = writer.acting?.('us-east-1', signal) as AwsActingSession;
    await expect(acting.send('s3', 'DeletePublicAccessBlock', { Bucket: 'logs' })).rejects.toThrow();
    expect(sandbox.requests.filter(({ service, write }) => write && service === 's3')).toEqual([]);
  });

  it('that AWS refuses to change say why', async () => {
    sandbox.faults.deny('tag:TagResources');
    const change = { set: { owner: 'ops' }, remove: [] };
    await expect(writer.changeTags(first('sqs_queue'), change, signal)).rejects.toMatchObject({
      code: 'upstream_failed',
    });
    sandbox.faults.clear();
    const gone = { ...first('sqs_queue'), externalId: `${first('sqs_queue').externalId}-gone` };
    await expect(writer.changeTags(gone, change, signal)).rejects.toThrow(/does not exist/);
  });
});

const tagsOf = (readings: unknown): Record<string, string> =>
  (readings as { tags: Record<string, string> }[] | undefined)?.[0]?.tags ?? {};
const sorted = (reading: unknown): unknown => {
  const { state, tags = {} } = reading as { state: string; tags?: Record<string, string> };
  return { state, tags: Object.entries(tags).sort() };
};

describe('the rules of tags', () => {
  const target = {
    type: 'sqs_queue',
    externalId: 'arn:aws:sqs:eu-central-1:123456789012:jobs',
    name: 'jobs',
    region: 'eu-central-1',
  };

  it('name the command with which a person makes the same change', () => {
    expect(awsTagRules.byHand(target, { set: { owner: 'R&D' }, remove: ['old'] })).toBe(
      `aws resourcegroupstaggingapi tag-resources --region eu-central-1 --resource-arn-list ${target.externalId} --tags '{"owner":"R&D"}' && ` +
        `aws resourcegroupstaggingapi untag-resources --region eu-central-1 --resource-arn-list ${target.externalId} --tag-keys old`,
    );
    const role = {
      type: 'iam_role',
      externalId: 'arn:aws:iam::123456789012:role/ci/deploy',
      name: 'deploy',
      region: 'global',
    };
    expect(awsTagRules.byHand(role, { set: { owner: "it's" }, remove: [] })).toBe(
      `aws iam tag-role --role-name deploy --tags 'Key=owner,Value=it'\\''s'`,
    );
  });

  it('know what AWS manages and what nobody can tag', () => {
    const problem = (type: string, externalId: string, configuration = {}) =>
      awsTagRules.problemOf({ type, externalId, name: '', region: '', configuration });
    expect(problem('kms_key', 'arn:aws:kms:eu-central-1:1:key/a', { KeyManager: 'AWS' })).toMatch(
      /AWS manages/,
    );
    expect(problem('iam_role', 'arn:aws:iam::1:role/aws-service-role/x/y')).toMatch(/AWS manages/);
    expect(problem('iam_group', 'arn:aws:iam::1:group/a')).toMatch(/does not change tags/);
    expect(problem('iam_role', 'arn:aws:iam::1:role/a')).toBeNull();
  });

  it.each([
    ['aws:owner', 'x'],
    ['', 'x'],
    ['k'.repeat(129), 'x'],
    ['owner', 'v'.repeat(257)],
    ['owner', 'a<b'],
  ])('refuse the tag %s', (key, value) => {
    expect(awsTagRules.tagProblem(key, value)).not.toBeNull();
  });

  it('ask for the actions of the types that are touched, and the policy has them all', () => {
    expect(awsTagRules.permissions([target])).toEqual([
      'sqs:TagQueue',
      'sqs:UntagQueue',
      'tag:TagResources',
      'tag:UntagResources',
    ]);
    const all = Object.keys(tagTypes).map((type) => ({ ...target, type }));
    const granted = new Set(writePermissions());
    expect(awsTagRules.permissions(all).filter((permission) => !granted.has(permission))).toEqual([]);
    const [document] = awsProvider.writeArtifacts?.([], { tags: true }) ?? [];
    const text = document?.content ?? '';
    for (const action of ['tag:TagResources', 's3:PutBucketTagging', 'iam:TagRole'])
      expect(text).toContain(action);
    expect(text).not.toMatch(/"[a-z0-9-]+:\*"|Delete(?!Tags)|Create(?!Tags)/);
  });
});
