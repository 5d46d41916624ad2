import { awsError } from '../protocols/errors.ts';
import type { StoredKey } from '../world/world.ts';
import { pageOf } from './paging.ts';
import type { Call, Operations } from './service.ts';

/** A key by its id, its ARN, its alias or the ARN of its alias. */
function keyWith(call: Call, id: string | undefined): StoredKey {
  const { keys } = call.world.region(call.region);
  const wanted = id ?? '';
  const alias = /(?:^|:)(alias\/.+)$/.exec(wanted)?.[1];
  const found = alias
    ? keys.all().find((key) => key.aliases.includes(alias))
    : keys.get(wanted.split('/').at(-1) ?? '');
  if (!found) {
    const what = alias ? 'Alias' : 'Key';
    const arn = wanted.startsWith('arn:')
      ? wanted
      : `arn:aws:kms:${call.region}:${call.world.accountId}:${alias ?? `key/${wanted}`}`;
    throw awsError('NotFoundException', 400, `${what} '${arn}' does not exist`);
  }
  return found;
}

function kmsPage<T>(
  source: Parameters<typeof pageOf<T>>[0],
  input: { Marker?: string | undefined; Limit?: number | undefined },
) {
  const { items, next } = pageOf(source, {
    token: input.Marker,
    max: input.Limit,
    usual: 100,
    largest: 1000,
    invalidToken: () => awsError('InvalidMarkerException', 400, 'The marker is not valid.'),
  });
  return {
    items,
    truncation: next === undefined ? { Truncated: false } : { Truncated: true, NextMarker: next },
  };
}

/** A key whose rotation can be changed: symmetric, made by KMS, in use, and named by its id or its ARN. */
function rotatableKey(call: Call, id: string | undefined): StoredKey {
  if (id?.includes('alias/')) throw awsError('InvalidArnException', 400, `Invalid keyId '${id}'`);
  const key = keyWith(call, id);
  if (key.KeyManager === 'AWS') {
    throw awsError(
      'AccessDeniedException',
      400,
      `User: ${call.principal.arn} is not authorized to change the rotation of the AWS managed key ${key.Arn}`,
    );
  }
  if (key.KeyState === 'PendingDeletion')
    throw awsError('KMSInvalidStateException', 400, `${key.Arn} is pending deletion.`);
  if (key.KeyState === 'Disabled') throw awsError('DisabledException', 400, `${key.Arn} is disabled.`);
  if (key.KeySpec !== 'SYMMETRIC_DEFAULT' || (key.Origin ?? 'AWS_KMS') !== 'AWS_KMS')
    throw awsError('UnsupportedOperationException', 400, '');
  return key;
}

export const kmsOperations: Operations<typeof import('@aws-sdk/client-kms')> = {
  ListKeys: (input, call) => {
    const { items, truncation } = kmsPage<StoredKey>(call.world.region(call.region).keys, input);
    return { Keys: items.map(({ KeyId, Arn }) => ({ KeyId, KeyArn: Arn })), ...truncation };
  },

  DescribeKey: (input, call) => ({ KeyMetadata: keyWith(call, input.KeyId) }),

  GetKeyRotationStatus: (input, call) => {
    const key = keyWith(call, input.KeyId);
    if (key.KeySpec !== 'SYMMETRIC_DEFAULT') return { KeyRotationEnabled: false, KeyId: key.Arn };
    return {
      KeyId: key.Arn,
      KeyRotationEnabled: key.rotationEnabled,
      ...(key.rotationEnabled ? { RotationPeriodInDays: key.rotationPeriodInDays ?? 365 } : {}),
    };
  },

  EnableKeyRotation: (input, call) => {
    const key = rotatableKey(call, input.KeyId);
    const days = input.RotationPeriodInDays;
    if (days !== undefined && (days < 90 || days > 2560)) {
      throw awsError(
        'ValidationException',
        400,
        `1 validation error detected: Value '${days}' at 'rotationPeriodInDays' failed to satisfy constraint: Member must be between 90 and 2560`,
      );
    }
    key.rotationEnabled = true;
    key.rotationPeriodInDays = days ?? 365;
    call.world.region(call.region).keys.put(key);
    return {};
  },

  DisableKeyRotation: (input, call) => {
    const key = rotatableKey(call, input.KeyId);
    key.rotationEnabled = false;
    delete key.rotationPeriodInDays;
    call.world.region(call.region).keys.put(key);
    return {};
  },

  GetKeyPolicy: (input, call) => ({ Policy: keyWith(call, input.KeyId).policy, PolicyName: 'default' }),

  ListAliases: (input, call) => {
    const all = call.world.region(call.region).keys.all();
    const keys = input.KeyId ? [keyWith(call, input.KeyId)] : all;
    const aliases = keys.flatMap((key) =>
      key.aliases.map((AliasName) => ({
        AliasName,
        AliasArn: `arn:aws:kms:${call.region}:${call.world.accountId}:${AliasName}`,
        TargetKeyId: key.KeyId,
        CreationDate: key.CreationDate,
        LastUpdatedDate: key.CreationDate,
      })),
    );
    const { items, truncation } = kmsPage(aliases, input);
    return { Aliases: items, ...truncation };
  },

  ListResourceTags: (input, call) => {
    const key = keyWith(call, input.KeyId);
    const tags = Object.entries(key.tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue }));
    const { items, truncation } = kmsPage(tags, input);
    return { Tags: items, ...truncation };
  },
};
