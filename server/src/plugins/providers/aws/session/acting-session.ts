import { AppError } from '../../../../core/errors.ts';
import type { AwsActingSession } from './acting-types.ts';
import { AwsCallError, isCode } from './call-error.ts';
import { type AwsConnection, isReadOperation } from './connection.ts';

/** A session for remediations over a connection; what the connection may write was settled when it was opened. */
export function actingSession(
  connection: AwsConnection,
  facts: Pick<AwsActingSession, 'accountId' | 'partition' | 'region' | 'signal' | 'waits'>,
): AwsActingSession {
  const callIn = (region: string | undefined) => ({ region: region ?? facts.region, signal: facts.signal });
  const session = {
    accountId: facts.accountId,
    partition: facts.partition,
    region: facts.region,
    signal: facts.signal,
    waits: facts.waits,
    async ask(
      service: never,
      operation: string,
      input: object,
      known: { absent?: readonly string[]; gone?: readonly string[]; region?: string } = {},
    ) {
      if (!isReadOperation(operation)) throw new Error(`${operation} is no read: send it`);
      try {
        return {
          state: 'value',
          value: await connection.send(service, operation, input, callIn(known.region)),
        };
      } catch (error) {
        if (!(error instanceof AwsCallError)) throw error;
        if (known.absent !== undefined && isCode(error.code, known.absent)) return { state: 'absent' };
        if (known.gone !== undefined && isCode(error.code, known.gone)) return { state: 'gone' };
        throw told(error);
      }
    },
    async pages(service: never, operation: string, input: object) {
      const pages: object[] = [];
      let capped = false;
      const onCapped = () => {
        capped = true;
      };
      try {
        for await (const page of connection.pages(service, operation, input, {
          ...callIn(undefined),
          onCapped,
        }))
          pages.push(page);
      } catch (error) {
        throw error instanceof AwsCallError ? told(error) : error;
      }
      if (capped)
        throw new AppError('upstream_failed', `${operation}: the list is too long to be read to its end`);
      return pages;
    },
    async send(service: never, operation: string, input: object, options: { region?: string } = {}) {
      try {
        return await connection.send(service, operation, input, callIn(options.region));
      } catch (error) {
        throw error instanceof AwsCallError ? told(error) : error;
      }
    },
  };
  return session as unknown as AwsActingSession;
}

const told = (error: AwsCallError): AppError =>
  new AppError('upstream_failed', error.message, { cause: error });
