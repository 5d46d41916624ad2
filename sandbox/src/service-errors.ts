import { type AwsError, awsError } from './protocols/errors.ts';
import type { Protocol } from './protocols/protocol.ts';

/** The service a failing request was meant for, as far as it is known. */
export interface FailingService {
  id: string;
  protocol: Protocol;
}

/** Every service has its own words for the same trouble; SDK retry rules depend on them. */
export function throttledError(service: FailingService): AwsError {
  const message = 'Rate exceeded';
  if (service.id === 'ec2') return awsError('RequestLimitExceeded', 503, 'Request limit exceeded.');
  if (service.id === 's3') return awsError('SlowDown', 503, 'Please reduce your request rate.');
  if (service.id === 'lambda') {
    return awsError('TooManyRequestsException', 429, message, { Reason: 'CallerRateLimitExceeded' });
  }
  if (service.id === 'eks') return awsError('ThrottlingException', 429, message);
  if (service.id === 'sns') return awsError('Throttling', 400, message);
  if (service.id === 'sqs') return awsError('RequestThrottled', 400, 'Request is throttled.');
  if (service.protocol === 'awsQuery' || service.protocol === 'restXml') {
    return awsError('Throttling', 400, message);
  }
  return awsError('ThrottlingException', 400, message);
}

export function deniedError(service: FailingService, principalArn: string, action: string): AwsError {
  const message = `User: ${principalArn} is not authorized to perform: ${action} with an explicit deny in an identity-based policy`;
  if (service.id === 'ec2') {
    return awsError(
      'UnauthorizedOperation',
      403,
      `You are not authorized to perform this operation. ${message}`,
    );
  }
  if (service.id === 'sns') return awsError('AuthorizationError', 403, message);
  if (service.id === 'sqs') {
    // SQS still tells the code of its former query protocol in a header, and the SDK prefers that one.
    return awsError(
      'AccessDeniedException',
      403,
      message,
      {},
      { 'x-amzn-query-error': 'AccessDenied;Sender' },
    );
  }
  if (service.id === 'cloudfront') return awsError('AccessDenied', 403, message);
  if (service.protocol === 'restJson1') return awsError('AccessDeniedException', 403, message);
  if (service.protocol === 'awsQuery' || service.protocol === 'restXml') {
    return awsError('AccessDenied', 403, message);
  }
  return awsError('AccessDeniedException', 400, message);
}

export function internalError(service: FailingService): AwsError {
  const message = 'An internal error has occurred.';
  if (service.id === 'ec2' || service.id === 's3') return awsError('InternalError', 500, message);
  if (service.id === 'dynamodb') return awsError('InternalServerError', 500, message);
  if (service.id === 'lambda') return awsError('ServiceException', 500, message);
  return awsError('InternalFailure', 500, message);
}

export function unsignedError(service: FailingService): AwsError {
  if (service.id === 's3') return awsError('AccessDenied', 403, 'Access Denied');
  if (service.protocol === 'awsQuery' || service.protocol === 'ec2Query') {
    return awsError('MissingAuthenticationToken', 403, 'Request is missing Authentication Token');
  }
  return awsError(
    'MissingAuthenticationTokenException',
    service.protocol === 'restJson1' ? 403 : 400,
    'Missing Authentication Token',
  );
}

export function unknownKeyError(service: FailingService): AwsError {
  const message = 'The security token included in the request is invalid.';
  if (service.id === 'ec2') {
    return awsError('AuthFailure', 401, 'AWS was not able to validate the provided access credentials');
  }
  if (service.id === 's3') {
    return awsError(
      'InvalidAccessKeyId',
      403,
      'The AWS Access Key Id you provided does not exist in our records.',
    );
  }
  if (service.protocol === 'awsQuery' || service.protocol === 'restXml') {
    return awsError('InvalidClientTokenId', 403, message);
  }
  return awsError('UnrecognizedClientException', service.protocol === 'restJson1' ? 403 : 400, message);
}

export function wrongSignatureError(service: FailingService): AwsError {
  const message =
    'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.';
  if (service.id === 'ec2') {
    return awsError('AuthFailure', 401, 'AWS was not able to validate the provided access credentials');
  }
  if (['s3', 'cloudfront'].includes(service.id) || service.protocol === 'awsQuery') {
    return awsError('SignatureDoesNotMatch', 403, message);
  }
  return awsError('InvalidSignatureException', service.protocol === 'restJson1' ? 403 : 400, message);
}

export function expiredSessionError(service: FailingService): AwsError {
  const message = 'The security token included in the request is expired';
  if (service.id === 'ec2') return awsError('RequestExpired', 400, 'Request has expired.');
  if (service.id === 's3') return awsError('ExpiredToken', 400, 'The provided token has expired.');
  if (service.protocol === 'awsQuery' || service.protocol === 'restXml') {
    return awsError('ExpiredToken', 403, message);
  }
  return awsError('ExpiredTokenException', service.protocol === 'restJson1' ? 403 : 400, message);
}

export function unknownOperationError(service: FailingService, operation: string): AwsError {
  if (service.id === 's3') {
    return awsError(
      'NotImplemented',
      501,
      'A header you provided implies functionality that is not implemented',
    );
  }
  if (service.protocol === 'awsQuery' || service.protocol === 'ec2Query') {
    return awsError('InvalidAction', 400, `The action ${operation} is not valid for this web service.`);
  }
  return awsError('UnknownOperationException', service.protocol === 'restJson1' ? 404 : 400, operation);
}

/** What EC2 answers to a call with `DryRun` that would have been allowed. */
export function dryRunError(): AwsError {
  return awsError('DryRunOperation', 412, 'Request would have succeeded, but DryRun flag is set.');
}
