import type { Protocol } from './protocol.ts';
import { escapeXml } from './xml-writer.ts';

/**
 * An answer that is an error on the wire. `code` is AWS's own code, `status` its HTTP status; `detail` are
 * extra elements such as the `BucketName` of S3.
 */
export interface AwsError extends Error {
  awsError: true;
  code: string;
  status: number;
  detail: Record<string, string>;
  headers: Record<string, string>;
}

export function awsError(
  code: string,
  status: number,
  message: string,
  detail: Record<string, string> = {},
  headers: Record<string, string> = {},
): AwsError {
  return Object.assign(new Error(message), { awsError: true as const, code, status, detail, headers });
}

export function isAwsError(value: unknown): value is AwsError {
  return typeof value === 'object' && value !== null && 'awsError' in value;
}

export interface WireAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

function detailXml(detail: Record<string, string>): string {
  return Object.entries(detail)
    .map(([name, value]) => `<${name}>${escapeXml(value)}</${name}>`)
    .join('');
}

const xmlHead = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** The exact envelope each protocol uses for an error. */
export function writeError(
  protocol: Protocol,
  serviceId: string,
  namespace: string,
  error: AwsError,
  requestId: string,
): WireAnswer {
  const code = escapeXml(error.code);
  const message = escapeXml(error.message);
  const detail = detailXml(error.detail);
  const xml = { 'content-type': 'text/xml;charset=UTF-8', ...error.headers };
  if (protocol === 'ec2Query') {
    const body = `${xmlHead}<Response><Errors><Error><Code>${code}</Code><Message>${message}</Message></Error></Errors><RequestID>${requestId}</RequestID></Response>`;
    return { status: error.status, headers: xml, body };
  }
  if (protocol === 'restXml' && serviceId === 's3') {
    const body = `${xmlHead}<Error><Code>${code}</Code><Message>${message}</Message>${detail}<RequestId>${requestId}</RequestId><HostId>${requestId}</HostId></Error>`;
    return { status: error.status, headers: { ...xml, 'content-type': 'application/xml' }, body };
  }
  if (protocol === 'awsQuery' || protocol === 'restXml') {
    const type = error.status >= 500 ? 'Receiver' : 'Sender';
    const body = `<ErrorResponse xmlns="${namespace}"><Error><Type>${type}</Type><Code>${code}</Code><Message>${message}</Message>${detail}</Error><RequestId>${requestId}</RequestId></ErrorResponse>`;
    return { status: error.status, headers: xml, body };
  }
  if (protocol === 'restJson1') {
    return {
      status: error.status,
      headers: { 'content-type': 'application/json', 'x-amzn-errortype': error.code, ...error.headers },
      body: JSON.stringify({ message: error.message, ...error.detail }),
    };
  }
  return {
    status: error.status,
    headers: {
      'content-type': protocol === 'awsJson1_0' ? 'application/x-amz-json-1.0' : 'application/x-amz-json-1.1',
      ...error.headers,
    },
    body: JSON.stringify({ __type: error.code, message: error.message, ...error.detail }),
  };
}
