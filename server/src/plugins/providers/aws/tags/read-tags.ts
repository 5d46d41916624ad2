import type { TagReading, TagTarget } from '../../../../plugin-kit/define-writer.ts';
import { AwsCallError, isCode } from '../session/call-error.ts';
import type { AwsConnection } from '../session/connection.ts';
import { regionOfTarget } from './tag-rules.ts';
import { tagTypes } from './tag-types.ts';

const atOnce = 8;

/** The tags as the services themselves tell them now: the index of the tagging API lags behind them. */
export async function readTags(
  connection: AwsConnection,
  targets: readonly TagTarget[],
  identity: { accountId: string; partition: string },
  signal: AbortSignal,
): Promise<TagReading[]> {
  const readings: TagReading[] = [];
  for (let start = 0; start < targets.length; start += atOnce) {
    const part = targets.slice(start, start + atOnce);
    readings.push(
      ...(await Promise.all(part.map((target) => readOne(connection, target, identity, signal)))),
    );
  }
  return readings;
}

async function readOne(
  connection: AwsConnection,
  target: TagTarget,
  identity: { accountId: string; partition: string },
  signal: AbortSignal,
): Promise<TagReading> {
  const read = tagTypes[target.type]?.read(target.externalId);
  if (read === undefined) return { state: 'unreadable', message: `tags of ${target.type} are not supported` };
  const region = regionOfTarget(target);
  const input = read.input(target.externalId, { region, ...identity });
  try {
    const call = { region, signal, permission: read.permission };
    const tags = normalTags(read.find(await connection.send(read.service, read.operation, input, call)));
    return tags === undefined ? { state: 'gone' } : { state: 'read', tags };
  } catch (error) {
    if (!(error instanceof AwsCallError) || error.reason === 'cancelled') throw error;
    if (read.none !== undefined && isCode(error.code, read.none)) return { state: 'read', tags: {} };
    if (read.gone !== undefined && isCode(error.code, read.gone)) return { state: 'gone' };
    return { state: 'unreadable', message: error.message };
  }
}

type AnyTag = {
  Key?: string;
  key?: string;
  TagKey?: string;
  Value?: string;
  value?: string;
  TagValue?: string;
};

function normalTags(given: unknown): Record<string, string> | undefined {
  if (given === undefined || given === null) return undefined;
  if (!Array.isArray(given)) return { ...(given as Record<string, string>) };
  const tags: Record<string, string> = {};
  for (const tag of given as AnyTag[]) {
    const key = tag.Key ?? tag.key ?? tag.TagKey;
    if (key !== undefined) tags[key] = tag.Value ?? tag.value ?? tag.TagValue ?? '';
  }
  return tags;
}
