import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from './index.ts';
import { callOnce, clientOf, errorOf, moduleOf, send } from './sdk-clients.ts';
import { countResources } from './world/count.ts';
import { createGeneratedTable } from './world/table.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ account: { generate: 20_000 } });
});
afterAll(() => sandbox.stop());

type Paginator = (config: object, input: object) => AsyncIterable<Record<string, unknown>>;

/** Everything that a paginator of the SDK yields from one list. */
async function everything(id: string, paginator: string, list: string, input: object = {}, region?: string) {
  const client = await clientOf(sandbox, id, region);
  const paginate = (await moduleOf(id))[paginator] as Paginator;
  const records: unknown[] = [];
  let pages = 0;
  for await (const page of paginate({ client }, input)) {
    records.push(...((page[list] ?? []) as unknown[]));
    pages += 1;
  }
  client.destroy();
  return { records, pages };
}

describe('a generated account', () => {
  test.for([1000, 20_000, 100_000])('has exactly %d resources', async (total) => {
    const generated = total === 20_000 ? sandbox : await startSandbox({ account: { generate: total } });
    const counts = Object.values(countResources(generated.world));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(total);
    if (generated !== sandbox) await generated.stop();
  });

  test.for([
    ['ec2', 'paginateDescribeVolumes', 'Volumes', 'VolumeId', 'volumes'],
    ['ec2', 'paginateDescribeSecurityGroups', 'SecurityGroups', 'GroupId', 'securityGroups'],
    ['lambda', 'paginateListFunctions', 'Functions', 'FunctionName', 'functions'],
    ['rds', 'paginateDescribeDBInstances', 'DBInstances', 'DBInstanceIdentifier', 'dbInstances'],
    ['cloudwatch-logs', 'paginateDescribeLogGroups', 'logGroups', 'logGroupName', 'logGroups'],
    [
      'autoscaling',
      'paginateDescribeAutoScalingGroups',
      'AutoScalingGroups',
      'AutoScalingGroupName',
      'autoScalingGroups',
    ],
    ['secretsmanager', 'paginateListSecrets', 'SecretList', 'Name', 'secrets'],
  ] as const)(
    'is paged through by %s %s without a loss or a double',
    async ([service, paginator, list, key, table]) => {
      const id = service === 'cloudwatch-logs' ? 'logs' : service;
      const { records } = await everything(id, paginator, list);
      const keys = records.map((record) => (record as Record<string, string>)[key]);
      expect(keys).toHaveLength(sandbox.world.region('us-east-1')[table].size());
      expect(new Set(keys).size).toBe(keys.length);
    },
  );

  test('is paged through by IAM, roles before policies', async () => {
    const roles = await everything('iam', 'paginateGetAccountAuthorizationDetails', 'RoleDetailList');
    const policies = await everything('iam', 'paginateGetAccountAuthorizationDetails', 'Policies');
    expect(roles.records).toHaveLength(sandbox.world.iam.roles.size());
    expect(policies.records).toHaveLength(sandbox.world.iam.policies.size());
    expect(roles.pages).toBeGreaterThan(20);
  });

  test('keeps to the page size of the caller and refuses an invented token', async () => {
    const client = await clientOf(sandbox, 'ec2');
    const first = await send(client, 'ec2', 'DescribeVolumes', { MaxResults: 7 });
    expect(first.Volumes).toHaveLength(7);
    const error = await errorOf(send(client, 'ec2', 'DescribeVolumes', { NextToken: 'invented' }));
    expect(error).toMatchObject({ name: 'InvalidNextToken' });
  });

  test('finds a single record by its id', async () => {
    const [volume] = sandbox.world.region('us-west-2').volumes.page(1234, 1);
    const answer = await callOnce(
      sandbox,
      'ec2',
      'DescribeVolumes',
      { VolumeIds: [volume?.VolumeId] },
      'us-west-2',
    );
    expect(answer.Volumes).toHaveLength(1);
  });

  test('can be changed: what is put stays, what is removed is gone', () => {
    const table = createGeneratedTable({
      size: 5,
      make: (index) => ({ key: `k${index}`, value: 0 }),
      keyOf: (record) => record.key,
      indexOf: (key) => Number(/^k(\d+)$/.exec(key)?.[1] ?? -1),
    });
    table.put({ key: 'k2', value: 9 });
    table.put({ key: 'mine', value: 1 });
    table.remove('k0');
    expect(table.get('k2')).toEqual({ key: 'k2', value: 9 });
    expect(table.get('k9')).toBeUndefined();
    expect(table.all().map((record) => record.key)).toEqual(['k1', 'k2', 'k3', 'k4', 'mine']);
    expect(table.size()).toBe(5);
  });
});

test('the sandbox runs as a process of its own and tells where it is', async () => {
  const main = join(import.meta.dirname, 'main.ts');
  const child = spawn(process.execPath, [main, '--port', '0', '--generate', '500'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const line = await new Promise<string>((resolve) =>
    child.stdout.once('data', (data) => resolve(String(data))),
  );
  const started = JSON.parse(line) as Sandbox;
  expect(await callOnce(started, 'sts', 'GetCallerIdentity')).toMatchObject({ Account: started.accountId });
  child.kill('SIGTERM');
  expect(await exited).toBe(0);
});
