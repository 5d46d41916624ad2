import type { AwsInput, AwsOperation, AwsOutput, AwsService } from './types.ts';

/** The answer of a read. `absent`: not configured. `gone`: the resource is not there any more. */
export type Asked<T> = { state: 'value'; value: T } | { state: 'absent' } | { state: 'gone' };

/**
 * What a remediation is given: the account and region of one resource. It reads, and it sends only the writes
 * that were allowed when it was opened; opened for reading it sends none. A call that fails throws an AppError
 * that says what AWS answered.
 */
export type AwsActingSession = {
  readonly accountId: string;
  /** `aws`, `aws-cn` or `aws-us-gov`. */
  readonly partition: string;
  /** The region of the resource; the partition's home region for what is global. */
  readonly region: string;
  /** Aborted when the work has to stop: whoever waits between calls heeds it. */
  readonly signal: AbortSignal;
  /** Tells people what is waited for. */
  waits(words: string): void;
  /** One read. Codes of AWS that are facts are named; every other error throws. */
  ask<S extends AwsService, O extends AwsOperation<S>>(
    service: S,
    operation: O,
    input: AwsInput<S, O>,
    facts?: { absent?: readonly string[]; gone?: readonly string[]; region?: string },
  ): Promise<Asked<AwsOutput<S, O>>>;
  /** All pages of a list, in order. */
  pages<S extends AwsService, O extends AwsOperation<S>>(
    service: S,
    operation: O,
    input: AwsInput<S, O>,
  ): Promise<AwsOutput<S, O>[]>;
  /** One write that the remediation declares. */
  send<S extends AwsService, O extends AwsOperation<S>>(
    service: S,
    operation: O,
    input: AwsInput<S, O>,
    options?: { region?: string },
  ): Promise<AwsOutput<S, O>>;
};
