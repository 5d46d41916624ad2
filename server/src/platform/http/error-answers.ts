import type { FastifyError } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { AppError, type ErrorCode, type FieldProblem, httpStatusOf } from '../../core/errors.ts';

/** The body of every error, whatever went wrong. */
export const errorSchema = z
  .object({
    error: z.string().describe('What is wrong and what to do.'),
    code: z.string().describe('For programs; permanent.'),
    details: z.array(z.object({ path: z.string(), message: z.string() })).describe('The wrong fields.'),
    requestId: z.string(),
    retryAfter: z.number().int().optional().describe('Seconds to wait, when there were too many requests.'),
  })
  .meta({ id: 'Error' });

export type ErrorAnswer = {
  status: number;
  code: ErrorCode;
  message: string;
  details: FieldProblem[];
  /** Not the caller's doing: log it with everything that is known. */
  surprising: boolean;
};

/** One place that turns whatever was thrown into an answer. Surprises stay opaque. */
export function errorAnswer(error: unknown): ErrorAnswer {
  if (error instanceof AppError) {
    const { code, message, details } = error;
    if (code === 'internal') return opaque();
    const surprising = code === 'unavailable' || code === 'upstream_failed';
    return { status: httpStatusOf[code], code, message, details, surprising };
  }
  if (hasZodFastifySchemaValidationErrors(error)) return invalidInput(error);
  if (isFastifyError(error)) return frameworkError(error);
  return opaque();
}

function opaque(): ErrorAnswer {
  const message = 'Something went wrong on our side. Give the request id to the operator';
  return { status: 500, code: 'internal', message, details: [], surprising: true };
}

type ZodIssueLike = {
  path: PropertyKey[];
  message: string;
  code?: string;
  keys?: string[];
  errors?: ZodIssueLike[][];
};
type ValidationFailure = {
  validation: {
    keyword: string;
    instancePath: string;
    message?: string | undefined;
    params: Record<string, unknown>;
  }[];
  validationContext?: string | undefined;
};

function invalidInput(error: ValidationFailure): ErrorAnswer {
  const issues = error.validation.map(({ keyword, instancePath, message, params }) => ({
    ...params,
    code: keyword,
    path: instancePath.split('/').filter((step) => step !== ''),
    message: message ?? 'is wrong',
  }));
  const details = fieldProblems(issues).slice(0, 50);
  const where = error.validationContext === 'querystring' ? 'query' : (error.validationContext ?? 'request');
  const first = details[0];
  const subject =
    first === undefined
      ? `The ${where} is not valid`
      : `${first.path === '' ? `The ${where}` : first.path}: ${first.message}`;
  const more = details.length > 1 ? ` (and ${details.length - 1} more)` : '';
  return { status: 400, code: 'invalid_input', message: `${subject}${more}`, details, surprising: false };
}

/** Issues of a schema as problems of fields; an unknown field is named itself and not its parent. */
function fieldProblems(issues: readonly ZodIssueLike[]): FieldProblem[] {
  return issues.flatMap((issue) => {
    const path = issue.path.map(String);
    if (issue.code === 'unrecognized_keys') {
      return (issue.keys ?? []).map((key) => ({
        path: [...path, key].join('.'),
        message: 'is not a known field',
      }));
    }
    const closest = issue.errors?.[0];
    if (issue.code === 'invalid_union' && closest !== undefined && closest.length > 0) {
      return fieldProblems(closest.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })));
    }
    return [{ path: path.join('.'), message: issue.message }];
  });
}

function frameworkError(error: FastifyError): ErrorAnswer {
  const answer = (status: number, code: ErrorCode, message: string): ErrorAnswer => ({
    status,
    code,
    message,
    details: [],
    surprising: false,
  });
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return answer(413, 'payload_too_large', 'The body is too large');
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
      return answer(400, 'invalid_input', 'The body is empty: send a JSON object');
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
      return answer(400, 'invalid_input', `The body is not valid JSON: ${error.message}`);
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return answer(415, 'invalid_input', 'Send the body as application/json');
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return answer(400, 'invalid_input', 'The body does not have the length that Content-Length says');
  }
  if (error.statusCode === 400 && error instanceof SyntaxError) {
    return answer(400, 'invalid_input', `The body is not valid JSON: ${error.message}`);
  }
  const status = error.statusCode ?? 500;
  return status >= 400 && status < 500
    ? answer(status, status === 404 ? 'not_found' : 'invalid_input', error.message)
    : opaque();
}

function isFastifyError(error: unknown): error is FastifyError {
  return error instanceof Error && 'statusCode' in error;
}
