import { randomUUID } from 'node:crypto';
import type { AddPermissionCommandInput } from '@aws-sdk/client-lambda';
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

interface Statement {
  Sid: string;
  [member: string]: unknown;
}

function policyOf(found: StoredFunction): { Statement: Statement[] } {
  return found.policy === undefined
    ? { Statement: [] }
    : (JSON.parse(found.policy) as { Statement: Statement[] });
}

function setPolicy(call: Call, found: StoredFunction, Statement: Statement[]): void {
  if (Statement.length === 0) delete found.policy;
  else found.policy = JSON.stringify({ Version: '2012-10-17', Id: 'default', Statement });
  // Each change of the policy is a new revision, so that two who change it at once find out.
  found.RevisionId = randomUUID();
  call.world.region(call.region).functions.put(found);
}

function expectRevision(found: StoredFunction, revision: string | undefined): void {
  if (revision === undefined || revision === found.RevisionId) return;
  throw awsError(
    'PreconditionFailedException',
    412,
    'The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id',
    { Type: 'User' },
  );
}

/** The statement that Lambda writes for a request, as a real account shows it. */
function statementOf(input: AddPermissionCommandInput, Resource: string): Statement {
  const principal = input.Principal ?? '';
  const condition: Record<string, Record<string, string>> = {};
  const add = (test: string, key: string, value: string | undefined) => {
    if (value !== undefined) condition[test] = { ...condition[test], [key]: value };
  };
  add('StringEquals', 'AWS:SourceAccount', input.SourceAccount);
  add('ArnLike', 'AWS:SourceArn', input.SourceArn);
  add('StringEquals', 'aws:PrincipalOrgID', input.PrincipalOrgID);
  add('StringEquals', 'lambda:FunctionUrlAuthType', input.FunctionUrlAuthType);
  add('StringEquals', 'lambda:EventSourceToken', input.EventSourceToken);
  if (input.InvokedViaFunctionUrl === true) add('Bool', 'lambda:InvokedViaFunctionUrl', 'true');
  const named = /^\d{12}$/.test(principal) ? `arn:aws:iam::${principal}:root` : principal;
  return {
    Sid: input.StatementId ?? '',
    Effect: 'Allow',
    Principal:
      principal === '*'
        ? '*'
        : principal.endsWith('.amazonaws.com')
          ? { Service: principal }
          : { AWS: named },
    Action: input.Action,
    Resource,
    ...(Object.keys(condition).length > 0 ? { Condition: condition } : {}),
  };
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

  AddPermission: (input, call) => {
    const found = functionNamed(call, input.FunctionName);
    expectRevision(found, input.RevisionId);
    const document = policyOf(found);
    if (document.Statement.some(({ Sid }) => Sid === input.StatementId)) {
      throw awsError(
        'ResourceConflictException',
        409,
        `The statement id (${input.StatementId}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
        { Type: 'User' },
      );
    }
    const statement = statementOf(input, found.FunctionArn ?? '');
    setPolicy(call, found, [...document.Statement, statement]);
    return { Statement: JSON.stringify(statement) };
  },

  RemovePermission: (input, call) => {
    const found = functionNamed(call, input.FunctionName);
    expectRevision(found, input.RevisionId);
    const { Statement } = policyOf(found);
    const rest = Statement.filter(({ Sid }) => Sid !== input.StatementId);
    if (rest.length === Statement.length)
      throw missing(`Statement ${input.StatementId} is not found in resource policy.`);
    setPolicy(call, found, rest);
    return {};
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
