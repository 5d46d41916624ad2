import { AppError } from '../../../../core/errors.ts';
import type { TagChange, TagTarget } from '../../../../plugin-kit/define-writer.ts';
import { AwsCallError } from '../session/call-error.ts';
import type { AwsConnection } from '../session/connection.ts';
import { regionOfTarget } from './tag-rules.ts';
import { tagTypes } from './tag-types.ts';

/** Every call that a connection for writing may send, besides reads. */
export const tagWrites: ReadonlySet<string> = new Set([
  'resource-groups-tagging-api:TagResources',
  'resource-groups-tagging-api:UntagResources',
  ...Object.values(tagTypes).flatMap(({ own }) =>
    own === undefined ? [] : [`iam:${own.set}`, `iam:${own.remove}`],
  ),
]);

/** Sets and removes exactly the given keys. Both calls give the same result when they are repeated. */
export async function changeTags(
  connection: AwsConnection,
  target: TagTarget,
  change: TagChange,
  signal: AbortSignal,
): Promise<void> {
  const tagType = tagTypes[target.type];
  if (tagType === undefined) throw new AppError('unprocessable', `tags of ${target.type} are not supported`);
  const set = Object.entries(change.set);
  const call = { region: regionOfTarget(target), signal };
  try {
    if (tagType.own !== undefined) {
      const { own } = tagType;
      const named = own.input(target.externalId);
      if (set.length > 0) {
        const Tags = set.map(([Key, Value]) => ({ Key, Value }));
        await connection.send(
          'iam',
          own.set,
          { ...named, Tags },
          { ...call, permission: tagType.write.set[0] },
        );
      }
      if (change.remove.length > 0) {
        const input = { ...named, TagKeys: change.remove };
        await connection.send('iam', own.remove, input, { ...call, permission: tagType.write.remove[0] });
      }
      return;
    }
    const ResourceARNList = [target.externalId.replace(/:\*$/, '')];
    const send = async (operation: string, input: object) => {
      const permission = `tag:${operation}`;
      const answer = await connection.send('resource-groups-tagging-api', operation, input, {
        ...call,
        permission,
      });
      refuseFailures(answer, operation);
    };
    if (set.length > 0) await send('TagResources', { ResourceARNList, Tags: change.set });
    if (change.remove.length > 0) await send('UntagResources', { ResourceARNList, TagKeys: change.remove });
  } catch (error) {
    if (!(error instanceof AwsCallError)) throw error;
    throw new AppError('upstream_failed', error.message, { cause: error });
  }
}

type Failures = Record<string, { ErrorCode?: string; ErrorMessage?: string }>;

/** The tagging API answers 200 and names what it could not do. */
function refuseFailures(answer: object, operation: string): void {
  const [failure] = Object.values((answer as { FailedResourcesMap?: Failures }).FailedResourcesMap ?? {});
  if (failure === undefined) return;
  throw new AppError(
    'upstream_failed',
    `tag:${operation}: ${failure.ErrorCode ?? 'failed'}: ${failure.ErrorMessage ?? 'AWS gives no reason'}`,
  );
}
