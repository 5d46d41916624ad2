import { AppError } from '../../core/errors.ts';
import type { Json } from '../../core/json.ts';
import type { Scope } from '../../core/scope.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { contentHash } from '../hash.ts';

export type StoredAnswer = { status: number; body: Json | null };

const keptHours = 24;
/** A first request that ended without an answer (its process died) blocks its key no longer than this. */
const abandonedMinutes = 10;
const keyShape = /^[\x21-\x7e]{1,200}$/;

/**
 * Runs `work` once per key: a repetition gets the first answer, also on another process. A request that failed
 * may be repeated. The same key with another request is an error, because one of the two is a mistake.
 */
export async function onlyOnce(
  parts: { database: Database; clock: Clock; scope: Scope; actor: string; key: string; request: Json },
  work: () => Promise<StoredAnswer>,
): Promise<StoredAnswer & { repeated: boolean }> {
  const { database, clock, scope, actor, key } = parts;
  if (!keyShape.test(key)) {
    throw new AppError('invalid_input', 'Idempotency-Key: up to 200 visible characters without spaces');
  }
  const requestHash = contentHash(parts.request);
  const organizationId = scope.organizationId;
  const earlier = await database.within(scope, async ({ sql }) => {
    const now = clock.now();
    const before = (ms: number) => new Date(now.getTime() - ms);
    await sql
      .deleteFrom('idempotency_keys')
      .where('organization_id', '=', organizationId)
      .where((where) =>
        where.or([
          where('created_at', '<', before(keptHours * 3_600_000)),
          where.and([
            where('status', 'is', null),
            where('created_at', '<', before(abandonedMinutes * 60_000)),
          ]),
        ]),
      )
      .execute();
    const inserted = await sql
      .insertInto('idempotency_keys')
      .values({
        organization_id: organizationId,
        actor,
        key,
        request_hash: requestHash,
        created_at: now,
        status: null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('key')
      .executeTakeFirst();
    if (inserted !== undefined) return undefined;
    return sql
      .selectFrom('idempotency_keys')
      .select(['request_hash', 'status', 'response'])
      .where('organization_id', '=', organizationId)
      .where('actor', '=', actor)
      .where('key', '=', key)
      .executeTakeFirst();
  });
  if (earlier !== undefined) {
    if (earlier.request_hash !== requestHash) {
      throw new AppError('unprocessable', 'This Idempotency-Key was used for another request: use a new key');
    }
    if (earlier.status === null) {
      throw new AppError(
        'conflict',
        'The first request with this Idempotency-Key is still running: ask again in a moment',
      );
    }
    return { status: earlier.status, body: earlier.response, repeated: true };
  }

  const own = (answer: StoredAnswer | undefined) =>
    database.within(scope, async ({ sql }) => {
      const where = { organization_id: organizationId, actor, key };
      if (answer === undefined) {
        await sql
          .deleteFrom('idempotency_keys')
          .where((eb) => eb.and(where))
          .execute();
        return;
      }
      const values = {
        status: answer.status,
        response: answer.body === null ? null : JSON.stringify(answer.body),
      };
      await sql
        .updateTable('idempotency_keys')
        .set(values)
        .where((eb) => eb.and(where))
        .execute();
    });
  let answer: StoredAnswer;
  try {
    answer = await work();
  } catch (error) {
    await own(undefined);
    throw error;
  }
  await own(answer);
  return { ...answer, repeated: false };
}
