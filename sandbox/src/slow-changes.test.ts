import {
  DescribeClusterCommand,
  DescribeUpdateCommand,
  EKSClient,
  UpdateClusterConfigCommand,
} from '@aws-sdk/client-eks';
import { DescribeDBInstancesCommand, ModifyDBInstanceCommand, RDSClient } from '@aws-sdk/client-rds';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from './index.ts';

const region = 'us-east-1';

describe('changes that take their time', () => {
  let sandbox: Sandbox;
  let rds: RDSClient;
  let eks: EKSClient;
  beforeAll(async () => {
    sandbox = await startSandbox();
    const settings = { endpoint: sandbox.endpoint, region, credentials: sandbox.credentials };
    rds = new RDSClient(settings);
    eks = new EKSClient(settings);
  });
  afterAll(async () => await sandbox?.stop());
  beforeEach(() => {
    sandbox.slowChanges.polls = 2;
  });

  it('of a database are seen after some polls, and nothing else is changed meanwhile', async () => {
    const [before] = sandbox.world.region(region).dbInstances.all();
    const DBInstanceIdentifier = before?.DBInstanceIdentifier ?? '';
    const wanted = !before?.CopyTagsToSnapshot;
    const change = () =>
      rds.send(new ModifyDBInstanceCommand({ DBInstanceIdentifier, CopyTagsToSnapshot: wanted }));
    const now = async () => {
      const { DBInstances } = await rds.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier }));
      return [DBInstances?.[0]?.DBInstanceStatus, DBInstances?.[0]?.CopyTagsToSnapshot];
    };
    await change();
    await expect(change()).rejects.toThrow('not in available state: modifying');
    expect([await now(), await now(), await now()]).toEqual([
      ['modifying', !wanted],
      ['modifying', !wanted],
      ['available', wanted],
    ]);
  });

  it('of a cluster are under way until their update says that they are made', async () => {
    const [cluster] = sandbox.world.region(region).eksClusters.all();
    const name = cluster?.name ?? '';
    const deletionProtection = cluster?.deletionProtection !== true;
    const { update } = await eks.send(new UpdateClusterConfigCommand({ name, deletionProtection }));
    const state = async () => {
      const asked = await eks.send(new DescribeUpdateCommand({ name, updateId: update?.id }));
      const found = await eks.send(new DescribeClusterCommand({ name }));
      return [asked.update?.status, found.cluster?.status, found.cluster?.deletionProtection === true];
    };
    expect([await state(), await state(), await state()]).toEqual([
      ['InProgress', 'UPDATING', !deletionProtection],
      ['InProgress', 'UPDATING', !deletionProtection],
      ['Successful', 'ACTIVE', deletionProtection],
    ]);
  });

  it('are made at once when nobody slows them down', async () => {
    sandbox.slowChanges.polls = 0;
    const [cluster] = sandbox.world.region(region).eksClusters.all();
    const deletionProtection = cluster?.deletionProtection !== true;
    await eks.send(new UpdateClusterConfigCommand({ name: cluster?.name, deletionProtection }));
    expect(sandbox.world.region(region).eksClusters.get(cluster?.name ?? '')).toMatchObject({
      status: 'ACTIVE',
      deletionProtection,
    });
  });
});
