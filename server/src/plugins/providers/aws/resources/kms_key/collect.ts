import type { AliasListEntry, KeyListEntry } from '@aws-sdk/client-kms';
import type { ObservedResource } from '../../../../../core/observation.ts';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession, Detail } from '../../session/types.ts';
import { observed } from '../../shapes/observed.ts';
import { sorted, sortedBy, unlessBlank } from '../../shapes/order.ts';
import { policyDocument } from '../../shapes/policy-document.ts';
import { kmsKeyType } from './schema.ts';

export const kmsKeyCollector = defineCollector<AwsSession>({
  resource: kmsKeyType,
  scope: 'regional',
  lists: [{ operation: 'kms:ListKeys', permission: 'kms:ListKeys' }],
  details: [
    {
      operation: 'kms:DescribeKey',
      permission: 'kms:DescribeKey',
      paths: [
        'DeletionDate',
        'Description',
        'Enabled',
        'KeyManager',
        'KeySpec',
        'KeyState',
        'KeyUsage',
        'MultiRegion',
        'MultiRegionConfiguration',
        'Origin',
      ],
    },
    { operation: 'kms:GetKeyPolicy', permission: 'kms:GetKeyPolicy', paths: ['KeyPolicy'] },
    {
      operation: 'kms:GetKeyRotationStatus',
      permission: 'kms:GetKeyRotationStatus',
      paths: ['EnableKeyRotation', 'RotationPeriodInDays'],
      // Asymmetric keys, HMAC keys, imported material and custom key stores cannot rotate.
      absent: ['UnsupportedOperationException'],
    },
    { operation: 'kms:ListAliases', permission: 'kms:ListAliases', paths: ['Aliases'] },
    { operation: 'kms:ListResourceTags', permission: 'kms:ListResourceTags', paths: ['Tags'] },
  ],
  async *collect(session) {
    let aliases: Detail<AliasListEntry[]> | undefined;
    for await (const page of session.pages('kms', 'ListKeys', { Limit: 1000 })) {
      // One list for the region instead of one call per key.
      aliases ??= await regionAliases(session);
      const known = aliases;
      yield* session.mapConcurrently(page.Keys ?? [], (key) => observeKey(session, key, known));
    }
  },
});

async function regionAliases(session: AwsSession): Promise<Detail<AliasListEntry[]>> {
  const pages = await session.detailPages('kms', 'ListAliases', { Limit: 100 });
  return pages.state === 'value'
    ? { state: 'value', value: pages.value.flatMap((page) => page.Aliases ?? []) }
    : pages;
}

async function observeKey(
  session: AwsSession,
  key: KeyListEntry,
  regionAliases: Detail<AliasListEntry[]>,
): Promise<ObservedResource> {
  const id = key.KeyId ?? '';
  const arn = key.KeyArn || `arn:${session.partition}:kms:${session.region}:${session.accountId}:key/${id}`;
  const input = { KeyId: arn };
  const draft = draftConfiguration({ KeyId: id, Arn: arn });

  const metadata = draft.take(await session.detail('kms', 'DescribeKey', input))?.KeyMetadata;
  const multiRegion = metadata?.MultiRegionConfiguration;
  const properties = {
    KeyManager: metadata?.KeyManager,
    KeyState: metadata?.KeyState,
    Enabled: metadata?.Enabled,
    Description: unlessBlank(metadata?.Description),
    KeySpec: metadata?.KeySpec ?? metadata?.CustomerMasterKeySpec,
    KeyUsage: metadata?.KeyUsage,
    Origin: metadata?.Origin,
    CustomKeyStoreId: metadata?.CustomKeyStoreId,
    CreationDate: metadata?.CreationDate,
    DeletionDate: metadata?.DeletionDate,
    ExpirationModel: metadata?.ExpirationModel,
    ValidTo: metadata?.ValidTo,
    MultiRegion: metadata?.MultiRegion,
    MultiRegionConfiguration: multiRegion && {
      MultiRegionKeyType: multiRegion.MultiRegionKeyType,
      PrimaryKey: multiRegion.PrimaryKey,
      ReplicaKeys: sortedBy(multiRegion.ReplicaKeys, (replica) => [replica.Region]),
    },
  };
  for (const [property, value] of Object.entries(properties)) draft.set(property, value);
  const aliases = draft
    .take(regionAliases)
    ?.filter((alias) => alias.TargetKeyId === id)
    .map((alias) => alias.AliasName);
  draft.set('Aliases', sorted(aliases));
  const name = sorted(aliases)?.[0]?.replace(/^alias\//, '');

  // Policy, rotation and tags of AWS's own keys are AWS's and the same everywhere.
  if (metadata?.KeyManager === 'AWS') return observed(session, draft, { externalId: arn, id, name });

  const [policy, rotation, tagPages] = await Promise.all([
    session.detail('kms', 'GetKeyPolicy', { ...input, PolicyName: 'default' }),
    session.detail('kms', 'GetKeyRotationStatus', input),
    session.detailPages('kms', 'ListResourceTags', input),
  ]);
  draft.put('KeyPolicy', policy, (it) => policyDocument(it.Policy));
  const rotates = draft.take(rotation);
  if (rotates !== undefined) {
    draft.set('EnableKeyRotation', rotates.KeyRotationEnabled);
    draft.set('RotationPeriodInDays', rotates.KeyRotationEnabled ? rotates.RotationPeriodInDays : undefined);
  }
  const tags = draft
    .take(tagPages)
    ?.flatMap((page) => page.Tags ?? [])
    .map((tag) => ({ Key: tag.TagKey ?? '', Value: tag.TagValue ?? '' }));
  return observed(session, draft, { externalId: arn, id, name, tags });
}
