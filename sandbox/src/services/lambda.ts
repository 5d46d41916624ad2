import { awsError } from '../protocols/errors.ts';
import type { StoredFunction } from '../world/world.ts';
import { pageOf } from './paging.ts';
import type { Call, Operations } from './service.ts';

function missing(message: string) {
  return awsError('ResourceNotFoundException', 404, message, { Type: 'User' });
}

/** A function by its name, its partial or its full ARN. */
function functionNamed(call: Call, name: string | undefined): StoredFunction {
  const short = name?.includes(':') ? (name.split(':function:').at(-1)?.split(':')[0] ?? '') : (name ?? '');
  const found = call.world.region(call.region).functions.get(short);
  if (!found) {
    throw missing(
      `Function not found: arn:aws:lambda:${call.region}:${call.world.accountId}:function:${short}`,
    );
  }
  return found;
}

const largestPage = 50;

export const lambdaOperations: Operations<typeof import('@aws-sdk/client-lambda')> = {
  ListFunctions: (input, call) => {
    const { items, next } = pageOf(call.world.region(call.region).functions, {
      token: input.Marker,
      max: input.MaxItems,
      usual: largestPage,
      largest: largestPage,
      invalidToken: () => awsError('InvalidParameterValueException', 400, 'Invalid marker'),
    });
    // The list leaves out the state, which only GetFunction and GetFunctionConfiguration tell.
    const Functions = items.map(({ State: _, LastUpdateStatus: __, ...listed }) => listed);
    return { Functions, ...(next === undefined ? {} : { NextMarker: next }) };
  },

  GetFunction: (input, call) => {
    const found = functionNamed(call, input.FunctionName);
    return {
      Configuration: found,
      Code: {
        RepositoryType: 'S3',
        Location: `https://awslambda-${call.region}-tasks.s3.${call.region}.amazonaws.com/snapshots/${call.world.accountId}/${found.FunctionName}`,
      },
      ...(Object.keys(found.tags).length > 0 ? { Tags: found.tags } : {}),
      ...(found.reservedConcurrency === undefined
        ? {}
        : { Concurrency: { ReservedConcurrentExecutions: found.reservedConcurrency } }),
    };
  },

  GetFunctionConfiguration: (input, call) => functionNamed(call, input.FunctionName),

  GetFunctionCodeSigningConfig: (input, call) => ({
    CodeSigningConfigArn: '',
    FunctionName: functionNamed(call, input.FunctionName).FunctionName,
  }),

  GetPolicy: (input, call) => {
    const found = functionNamed(call, input.FunctionName);
    if (found.policy === undefined) throw missing('The resource you requested does not exist.');
    return { Policy: found.policy, RevisionId: found.RevisionId };
  },

  ListTags: (input, call) => ({ Tags: functionNamed(call, input.Resource).tags }),

  GetFunctionUrlConfig: (input, call) => {
    const found = functionNamed(call, input.FunctionName);
    if (!found.url) throw missing('The resource you requested does not exist.');
    return found.url;
  },

  GetFunctionConcurrency: (input, call) => {
    const { reservedConcurrency } = functionNamed(call, input.FunctionName);
    return reservedConcurrency === undefined ? {} : { ReservedConcurrentExecutions: reservedConcurrency };
  },
};
