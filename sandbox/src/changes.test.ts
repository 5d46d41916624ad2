import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { changeNames, type Sandbox, startSandbox } from './index.ts';
import { callOnce } from './sdk-clients.ts';
import { deployPolicyName, policyArn } from './world/build-iam.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.stop());
afterEach(() => sandbox.revertChanges());

const call = (id: string, operation: string, input: object = {}, region?: string) =>
  callOnce(sandbox, id, operation, input, region);

const firstOf = async (answer: Promise<Record<string, unknown>>, list: string) =>
  ((await answer)[list] as Record<string, unknown>[])[0] ?? {};

/** What each scripted change changes, read through the real clients. */
const views: Record<(typeof changeNames)[number], () => Promise<unknown>> = {
  'public-bucket': async () => {
    const answer = await call('s3', 'GetPublicAccessBlock', { Bucket: 'data-lake-halden-events' });
    return (answer.PublicAccessBlockConfiguration as { BlockPublicAcls: boolean }).BlockPublicAcls;
  },
  'open-ssh': async () => {
    const Filters = [{ Name: 'group-name', Values: ['sg-web-prod'] }];
    const group = await firstOf(call('ec2', 'DescribeSecurityGroups', { Filters }), 'SecurityGroups');
    const rules = group.IpPermissions as { FromPort: number; IpRanges: { CidrIp: string }[] }[];
    return rules.some(
      (rule) => rule.FromPort === 22 && rule.IpRanges.some((range) => range.CidrIp === '0.0.0.0/0'),
    );
  },
  'backups-off': async () =>
    (
      await firstOf(
        call('rds', 'DescribeDBInstances', { DBInstanceIdentifier: 'orders-prod' }),
        'DBInstances',
      )
    ).BackupRetentionPeriod,
  'larger-instance': async () => {
    const Filters = [{ Name: 'tag:Name', Values: ['web-prod-01'] }];
    const reservation = await firstOf(call('ec2', 'DescribeInstances', { Filters }), 'Reservations');
    return (reservation.Instances as { InstanceType: string }[])[0]?.InstanceType;
  },
  'tag-added': async () => {
    const Filters = [{ Name: 'tag-key', Values: ['temporary-owner'] }];
    const answer = await call('ec2', 'DescribeVolumes', { Filters }, 'eu-central-1');
    return (answer.Volumes as object[]).length;
  },
  'admin-policy': async () => {
    const PolicyArn = policyArn(sandbox.world, deployPolicyName);
    const { Policy } = (await call('iam', 'GetPolicy', { PolicyArn })) as {
      Policy: { DefaultVersionId: string };
    };
    const version = await call('iam', 'GetPolicyVersion', { PolicyArn, VersionId: Policy.DefaultVersionId });
    const document = decodeURIComponent((version.PolicyVersion as { Document: string }).Document);
    return JSON.parse(document).Statement.some(
      (statement: { Action: unknown; Resource: unknown }) =>
        statement.Action === '*' && statement.Resource === '*',
    );
  },
  'trail-stopped': async () =>
    (await call('cloudtrail', 'GetTrailStatus', { Name: 'halden-organisation' })).IsLogging,
};

const values: Record<(typeof changeNames)[number], [before: unknown, after: unknown]> = {
  'public-bucket': [true, false],
  'open-ssh': [false, true],
  'backups-off': [14, 0],
  'larger-instance': ['t3.medium', 't3.xlarge'],
  'tag-added': [0, 1],
  'admin-policy': [false, true],
  'trail-stopped': [true, false],
};

describe('the scripted changes', () => {
  test.for([...changeNames])('%s is seen by the real client and can be taken back', async (name) => {
    const [before, after] = values[name];
    expect(await views[name]()).toEqual(before);
    sandbox.applyChanges([name]);
    expect(await views[name]()).toEqual(after);
    sandbox.revertChanges();
    expect(await views[name]()).toEqual(before);
  });

  test('are seven, and applying them twice changes nothing more', async () => {
    sandbox.applyChanges();
    sandbox.applyChanges();
    const Filters = [{ Name: 'group-name', Values: ['sg-web-prod'] }];
    const group = await firstOf(call('ec2', 'DescribeSecurityGroups', { Filters }), 'SecurityGroups');
    expect(group.IpPermissions).toHaveLength(3);
    expect(changeNames).toHaveLength(7);
  });

  test('leave events in CloudTrail that say who did it and by which call', async () => {
    const since = new Date(Date.now() - 1000);
    const known = sandbox.world.region('us-east-1').events.length;
    sandbox.applyChanges();
    const { Events } = (await call('cloudtrail', 'LookupEvents', { StartTime: since })) as {
      Events: {
        EventName: string;
        Username: string;
        Resources: { ResourceName: string }[];
        CloudTrailEvent: string;
      }[];
    };
    expect(Events.length).toBeGreaterThanOrEqual(6);
    expect(sandbox.world.region('us-east-1').events.length).toBe(known + 6);
    const bucketEvent = Events.find((event) => event.EventName === 'PutBucketPublicAccessBlock');
    expect(bucketEvent).toMatchObject({ Username: 'svc-legacy-backup' });
    expect(JSON.parse(bucketEvent?.CloudTrailEvent ?? '{}')).toMatchObject({
      sourceIPAddress: '198.51.100.77',
      userIdentity: { type: 'IAMUser', accountId: sandbox.accountId },
    });
    const byResource = await call('cloudtrail', 'LookupEvents', {
      LookupAttributes: [{ AttributeKey: 'ResourceName', AttributeValue: 'data-lake-halden-events' }],
    });
    expect((byResource.Events as object[]).length).toBeGreaterThan(0);
  });

  test('with an unknown name are refused, and so are changes of an empty account', async () => {
    expect(() => sandbox.applyChanges(['flood'])).toThrow(/no change flood/);
    const empty = await startSandbox({ account: 'empty' });
    expect(() => empty.applyChanges(['public-bucket'])).toThrow(/realistic/);
    await empty.stop();
  });
});

describe('noise between two scans', () => {
  test('turns lists whose order means nothing, and loses no element', async () => {
    const seen = new Set<string>();
    const sorted = new Set<string>();
    for (let scan = 0; scan < 4; scan += 1) {
      const { TagSet } = await call('s3', 'GetBucketTagging', { Bucket: 'data-lake-halden-events' });
      const keys = (TagSet as { Key: string }[]).map((tag) => tag.Key);
      seen.add(keys.join());
      sorted.add([...keys].sort().join());
    }
    expect(seen.size).toBe(4);
    expect(sorted.size).toBe(1);
  });

  test('leaves lists alone whose order means something', async () => {
    const orders = new Set<string>();
    for (let scan = 0; scan < 3; scan += 1) {
      const { Table } = (await call('dynamodb', 'DescribeTable', { TableName: 'orders' })) as {
        Table: { KeySchema: { AttributeName: string }[] };
      };
      orders.add(Table.KeySchema.map((key) => key.AttributeName).join());
    }
    expect([...orders]).toEqual(['id,createdAt']);
  });

  test('moves the times of last use', async () => {
    const user = sandbox.world.iam.users.get('amelia.hart');
    const { User } = (await call('iam', 'GetUser', { UserName: 'amelia.hart' })) as {
      User: { PasswordLastUsed: Date };
    };
    expect(User.PasswordLastUsed.getTime()).toBeGreaterThan(
      user?.PasswordLastUsed?.getTime() ?? Number.POSITIVE_INFINITY,
    );
  });
});
