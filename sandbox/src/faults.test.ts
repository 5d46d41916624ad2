import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { iamAction } from './iam-actions.ts';
import { type Sandbox, startSandbox } from './index.ts';
import { callOnce, clientOf, errorOf, send } from './sdk-clients.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.stop());
afterEach(() => sandbox.faults.clear());

const bucket = { Bucket: 'data-lake-halden-events' };

describe('a denied action', () => {
  test.for([
    ['s3', 'ListBuckets', {}, 's3:ListAllMyBuckets', 'AccessDenied', 403],
    ['s3', 'GetPublicAccessBlock', bucket, 's3:GetBucketPublicAccessBlock', 'AccessDenied', 403],
    ['ec2', 'DescribeVolumes', {}, 'ec2:DescribeVolumes', 'UnauthorizedOperation', 403],
    ['iam', 'ListUsers', {}, 'iam:ListUsers', 'AccessDenied', 403],
    ['rds', 'DescribeDBInstances', {}, 'rds:DescribeDBInstances', 'AccessDenied', 403],
    ['kms', 'ListKeys', {}, 'kms:ListKeys', 'AccessDeniedException', 400],
    ['lambda', 'ListFunctions', {}, 'lambda:ListFunctions', 'AccessDeniedException', 403],
    ['cloudfront', 'ListDistributions', {}, 'cloudfront:ListDistributions', 'AccessDenied', 403],
    ['sns', 'ListTopics', {}, 'sns:ListTopics', 'AuthorizationErrorException', 403],
    ['dynamodb', 'ListTables', {}, 'dynamodb:ListTables', 'AccessDeniedException', 400],
  ] as const)(
    'of %s %s is refused in the words of its service',
    async ([id, operation, input, action, name, status]) => {
      expect(iamAction(action.split(':')[0] ?? '', operation)).toBe(action);
      sandbox.faults.deny(action);
      const error = await errorOf(callOnce(sandbox, id, operation, input));
      expect(error).toMatchObject({ name, $metadata: { httpStatusCode: status } });
      expect(error.message).toContain(`not authorized to perform: ${action}`);
    },
  );

  test('refuses nothing else, and is over when the faults are cleared', async () => {
    sandbox.faults.deny('s3:GetBucketPublicAccessBlock');
    await callOnce(sandbox, 's3', 'GetBucketVersioning', bucket);
    sandbox.faults.clear();
    expect(await callOnce(sandbox, 's3', 'GetPublicAccessBlock', bucket)).toHaveProperty(
      'PublicAccessBlockConfiguration.BlockPublicAcls',
      true,
    );
  });

  test('may be a whole service', async () => {
    sandbox.faults.deny('iam:*');
    expect(await errorOf(callOnce(sandbox, 'iam', 'ListRoles'))).toMatchObject({ name: 'AccessDenied' });
  });
});

describe('throttling', () => {
  test.for([
    ['ec2', 'DescribeVpcs', 'RequestLimitExceeded', 503],
    ['s3', 'ListBuckets', 'SlowDown', 503],
    ['iam', 'ListGroups', 'Throttling', 400],
    ['kms', 'ListAliases', 'ThrottlingException', 400],
    ['lambda', 'ListFunctions', 'TooManyRequestsException', 429],
    ['eks', 'ListClusters', 'ThrottlingException', 429],
  ] as const)('of %s %s has the code that the SDK retries', async ([id, operation, name, status]) => {
    sandbox.faults.throttle(iamAction(id, operation), 1);
    const error = await errorOf(callOnce(sandbox, id, operation));
    expect(error).toMatchObject({ name, $metadata: { httpStatusCode: status } });
    await callOnce(sandbox, id, operation);
  });

  test('ends after the given number, so that a client with retries succeeds', async () => {
    sandbox.faults.throttle('ec2:DescribeVpcs', 2);
    const before = sandbox.requests.length;
    const answer = await callOnce(sandbox, 'ec2', 'DescribeVpcs', {}, 'us-east-1', { maxAttempts: 3 });
    expect(answer.Vpcs).toHaveLength(2);
    expect(sandbox.requests.slice(before).map((seen) => seen.status)).toEqual([503, 503, 200]);
  });
});

describe('a cloud in trouble', () => {
  test('answers 500 as often as told', async () => {
    sandbox.faults.error500('rds:DescribeDBInstances', 1);
    const error = await errorOf(callOnce(sandbox, 'rds', 'DescribeDBInstances'));
    expect(error).toMatchObject({ name: 'InternalFailure', $metadata: { httpStatusCode: 500 } });
    expect((await callOnce(sandbox, 'rds', 'DescribeDBInstances')).DBInstances).not.toHaveLength(0);
  });

  test('hangs until the caller gives up', async () => {
    sandbox.faults.hang('sns:ListTopics');
    const client = await clientOf(sandbox, 'sns');
    const abort = new AbortController();
    const waiting = errorOf(
      send(
        {
          ...client,
          send: (command) => client.send(command, { abortSignal: abort.signal }),
          destroy: () => {},
        },
        'sns',
        'ListTopics',
      ),
    );
    while (sandbox.requests.at(-1)?.operation !== 'ListTopics')
      await new Promise((resolve) => setTimeout(resolve, 5));
    abort.abort();
    expect(await waiting).toMatchObject({ name: 'AbortError' });
    expect(sandbox.requests.at(-1)).toMatchObject({ operation: 'ListTopics', status: 0 });
    client.destroy();
  });

  test('answers slowly but well', async () => {
    sandbox.faults.slow('sqs:ListQueues', 50);
    expect((await callOnce(sandbox, 'sqs', 'ListQueues')).QueueUrls).not.toHaveLength(0);
  });

  test.for([
    ['ec2', 'DescribeInstances'],
    ['kms', 'ListKeys'],
    ['s3', 'ListBuckets'],
    ['lambda', 'ListFunctions'],
  ] as const)('cuts the answer of %s %s off', async ([id, operation]) => {
    sandbox.faults.truncate(id === 's3' ? 's3:ListAllMyBuckets' : `${id}:${operation}`);
    const error = await errorOf(callOnce(sandbox, id, operation));
    expect(`${error.name} ${error.message}`).toMatch(/aborted|ECONNRESET|terminated|socket hang up/i);
  });

  test.for([
    ['ec2', 'DescribeInstances'],
    ['kms', 'ListKeys'],
    ['lambda', 'ListFunctions'],
  ] as const)('answers %s %s with something unreadable', async ([id, operation]) => {
    sandbox.faults.malformed(`${id}:${operation}`);
    const error = await errorOf(callOnce(sandbox, id, operation));
    expect(`${error.name} ${error.message}`).toMatch(/SyntaxError|XML|JSON|pars|Unexpected/i);
  });

  test('sends more than any answer may have', async () => {
    sandbox.faults.oversized('dynamodb:ListTables');
    const response = await fetchSigned();
    let bytes = 0;
    for await (const chunk of response) {
      bytes += (chunk as Buffer).length;
      if (bytes > 20_000_000) break;
    }
    expect(bytes).toBeGreaterThan(20_000_000);
  });
});

/** The body of ListTables as it comes, so that the test may stop reading. */
async function fetchSigned(): Promise<AsyncIterable<unknown>> {
  let body: AsyncIterable<unknown> | undefined;
  const { NodeHttpHandler } = await import('@smithy/node-http-handler');
  const real = new NodeHttpHandler();
  const requestHandler = {
    handle: async (request: Parameters<typeof real.handle>[0]) => {
      const answer = await real.handle(request);
      body = answer.response.body as AsyncIterable<unknown>;
      throw new Error('the test reads the body itself');
    },
  };
  await errorOf(callOnce(sandbox, 'dynamodb', 'ListTables', {}, 'us-east-1', { requestHandler }));
  if (!body) throw new Error('no answer came');
  return body;
}
