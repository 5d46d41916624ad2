import type { Gap, UnreadableReason } from '../../../../core/observation.ts';

/**
 * Why a call to AWS did not answer. `credentials`: the keys or the role themselves are refused, so every
 * other call will fail too. `unsupported`: this region or endpoint does not offer the call. `oversized` and `malformed` are answers that were received and cannot be used.
 */
export type AwsCallReason =
  | 'denied'
  | 'throttled'
  | 'region_disabled'
  | 'credentials'
  | 'timeout'
  | 'unreachable'
  | 'cancelled'
  | 'oversized'
  | 'malformed'
  | 'unsupported'
  | 'failed';

export class AwsCallError extends Error {
  readonly reason: AwsCallReason;
  /** `service:Operation`. */
  readonly operation: string;
  readonly region: string;
  /** The IAM action that the declaration names for this operation. */
  readonly permission: string | undefined;
  /** AWS's own error code: `AccessDeniedException`. */
  readonly code: string;
  readonly status: number | undefined;

  constructor(facts: {
    reason: AwsCallReason;
    operation: string;
    region: string;
    permission?: string | undefined;
    code: string;
    status?: number | undefined;
    message: string;
    cause?: unknown;
  }) {
    super(facts.message, { cause: facts.cause });
    this.name = 'AwsCallError';
    this.reason = facts.reason;
    this.operation = facts.operation;
    this.region = facts.region;
    this.permission = facts.permission;
    this.code = facts.code;
    this.status = facts.status;
  }
}

// The codes with which the services say one and the same thing. Compared without an `Exception` suffix.
const deniedCodes = new Set([
  'AccessDenied',
  'AccessDeniedFault',
  'AuthorizationError',
  'AuthorizationErrorFault',
  'Forbidden',
  'InsufficientPrivileges',
  'KMSAccessDenied',
  'NotAuthorized',
  'UnauthorizedAccess',
  'UnauthorizedOperation',
]);
const throttledCodes = new Set([
  'BandwidthLimitExceeded',
  'EC2Throttled',
  'PriorRequestNotComplete',
  'ProvisionedThroughputExceeded',
  'RequestLimitExceeded',
  'RequestThrottled',
  'SlowDown',
  'Throttled',
  'Throttling',
  'ThrottlingError',
  'TooManyRequests',
]);
const credentialCodes = new Set([
  'AuthFailure',
  'CredentialsProviderError',
  'ExpiredToken',
  'IncompleteSignature',
  'InvalidAccessKeyId',
  'InvalidClientTokenId',
  'InvalidSignature',
  'InvalidToken',
  'MissingAuthenticationToken',
  'NotSignedUp',
  'RequestExpired',
  'RequestTimeTooSkewed',
  'SignatureDoesNotMatch',
  'TokenRefreshRequired',
  'UnrecognizedClient',
]);
const disabledRegionCodes = new Set([
  'InvalidRegion',
  'OptInRequired',
  'RegionDisabled',
  'RegionNotEnabled',
  'RegionDisabledFault',
  'SubscriptionRequired',
]);
const unsupportedCodes = new Set([
  'InvalidAction',
  'NotImplemented',
  'UnknownOperation',
  'UnsupportedOperation',
  'UnsupportedArgument',
]);
const timeoutCodes = new Set(['TimeoutError', 'RequestTimeout', 'ETIMEDOUT', 'ESOCKETTIMEDOUT']);
const unreachableCodes = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

type ErrorFacts = { code: string; status: number | undefined; message: string };

/** What can be known about a thrown value, whatever threw it. */
export function errorFacts(error: unknown): ErrorFacts {
  if (typeof error !== 'object' || error === null)
    return { code: 'Unknown', status: undefined, message: String(error) };
  const fields = error as {
    name?: unknown;
    code?: unknown;
    Code?: unknown;
    message?: unknown;
    $metadata?: { httpStatusCode?: number };
  };
  const text = (value: unknown): string | undefined =>
    typeof value === 'string' && value !== '' ? value : undefined;
  const name = text(fields.name);
  // Node's network errors are named `Error` and carry the useful word in `code`.
  const code =
    name === undefined || name === 'Error' || name === 'TimeoutError' ? (text(fields.code) ?? name) : name;
  return {
    code: code ?? text(fields.Code) ?? 'Unknown',
    status: fields.$metadata?.httpStatusCode,
    message: text(fields.message) ?? code ?? 'no message',
  };
}

const inSet = (codes: Set<string>, code: string): boolean =>
  codes.has(code) || codes.has(code.replace(/Exception$/, ''));

/** True when `code` is one of `codes`, whatever its `Exception` suffix. */
export function isCode(code: string, codes: readonly string[]): boolean {
  const bare = code.replace(/Exception$/, '');
  return codes.some((candidate) => candidate === code || candidate.replace(/Exception$/, '') === bare);
}

export function reasonOf(facts: ErrorFacts, aborted: boolean): AwsCallReason {
  if (aborted) return 'cancelled';
  const { code, status, message } = facts;
  if (code === 'ResponseTooLarge') return 'oversized';
  if (code === 'AnswerTimeout' || inSet(timeoutCodes, code)) return 'timeout';
  if (inSet(disabledRegionCodes, code)) return 'region_disabled';
  if (inSet(credentialCodes, code)) return 'credentials';
  // A service control policy or a disabled region of STS answers AccessDenied with these words.
  if (inSet(deniedCodes, code))
    return /region .*(is )?(disabled|not enabled)/i.test(message) ? 'region_disabled' : 'denied';
  if (inSet(throttledCodes, code) || status === 429) return 'throttled';
  if (inSet(unsupportedCodes, code) || status === 501) return 'unsupported';
  if (unreachableCodes.has(code)) return 'unreachable';
  if (code === 'SyntaxError' || /deserializ|char .* is not expected|Unexpected (token|end)/i.test(message))
    return 'malformed';
  if (status === 403 && (code === 'Unknown' || code === 'UnknownError' || code === '403')) return 'denied';
  return 'failed';
}

const sentence: Record<AwsCallReason, string> = {
  denied: 'AWS denied the call',
  throttled: 'AWS kept throttling the call after every retry',
  region_disabled: 'the region is not enabled for this account',
  credentials: 'AWS does not accept the credentials',
  timeout: 'AWS did not answer in time',
  unreachable: 'the endpoint could not be reached',
  cancelled: 'the call was cancelled',
  oversized: 'the answer was larger than the allowed size',
  malformed: 'the answer could not be understood',
  unsupported: 'the call is not offered here',
  failed: 'the call failed',
};

// The SDK appends advice to programmers below what the service said.
const firstLine = (text: string): string => (text.split('\n', 1)[0] ?? '').slice(0, 300);

/** The AwsCallError of any thrown value; an AwsCallError stays what it is. */
export function toCallError(
  error: unknown,
  call: { operation: string; region: string; permission?: string | undefined; aborted: boolean },
): AwsCallError {
  if (error instanceof AwsCallError) return error;
  const facts = errorFacts(error);
  const reason = reasonOf(facts, call.aborted);
  return new AwsCallError({
    reason,
    operation: call.operation,
    region: call.region,
    permission: call.permission,
    code: facts.code,
    status: facts.status,
    message: `${call.operation} in ${call.region}: ${sentence[reason]} (${facts.code}: ${firstLine(facts.message)})`,
    // What a service answered is in the message as far as it may be repeated: the rest of a signature error
    // quotes the request with its session token, and causes end up in logs.
    cause: facts.status === undefined ? error : undefined,
  });
}

/** The reason as an unreadable path of a resource tells it. */
export function unreadableReason(reason: AwsCallReason): UnreadableReason {
  if (reason === 'denied' || reason === 'throttled') return reason;
  return reason === 'region_disabled' || reason === 'unsupported' ? 'unsupported' : 'failed';
}

/** The reason as the gap of a whole source tells it. */
export function gapReason(reason: AwsCallReason): Gap['reason'] {
  if (reason === 'region_disabled' || reason === 'timeout' || reason === 'cancelled') return reason;
  return unreadableReason(reason);
}
