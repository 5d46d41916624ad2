import { describe, expect, it } from 'vitest';
import { collectAll, replaySession } from '../../testing/replay.ts';
import { opensearchDomainCollector as collector } from './collect.ts';

const arn = 'arn:aws:es:us-east-1:123456789012:domain/search';
const list = {
  'opensearch:ListDomainNames': { DomainNames: [{ DomainName: 'search', EngineType: 'OpenSearch' }] },
};
const domain = {
  DomainId: '123456789012/search',
  DomainName: 'search',
  ARN: arn,
  Processing: true,
  EngineVersion: 'OpenSearch_2.15',
  ClusterConfig: { InstanceType: 'r6g.large.search', InstanceCount: 3, ZoneAwarenessEnabled: true },
  AccessPolicies: '{"Version":"2012-10-17","Statement":[]}',
  VPCOptions: { VPCId: 'vpc-1', SubnetIds: ['subnet-b', 'subnet-a'], AvailabilityZones: ['us-east-1a'] },
  EncryptionAtRestOptions: { Enabled: true },
  ServiceSoftwareOptions: {
    UpdateAvailable: false,
    UpdateStatus: 'COMPLETED',
    AutomatedUpdateDate: '1970-01-01',
  },
};

describe('the OpenSearch domain collector', () => {
  it('describes each domain, with its policy as an object', async () => {
    const responses = {
      ...list,
      'opensearch:DescribeDomain': { DomainStatus: domain },
      'opensearch:ListTags': { TagList: [{ Key: 'team', Value: 'search' }] },
    };
    const [seen] = await collectAll(collector, replaySession({ collector, responses }));
    expect(seen).toMatchObject({ externalId: arn, name: 'search', tags: { team: 'search' }, unreadable: [] });
    expect(seen?.configuration).toEqual({
      DomainName: 'search',
      Arn: arn,
      EngineVersion: 'OpenSearch_2.15',
      ClusterConfig: { InstanceType: 'r6g.large.search', InstanceCount: 3, ZoneAwarenessEnabled: true },
      AccessPolicies: { Version: '2012-10-17', Statement: [] },
      VPCOptions: { VPCId: 'vpc-1', SubnetIds: ['subnet-a', 'subnet-b'] },
      EncryptionAtRestOptions: { Enabled: true },
      ServiceSoftwareOptions: { UpdateAvailable: false, UpdateStatus: 'COMPLETED' },
      Tags: [{ Key: 'team', Value: 'search' }],
    });
  });

  it('leaves out a domain that is gone since the list', async () => {
    const responses = {
      ...list,
      'opensearch:DescribeDomain': { error: 'ResourceNotFoundException', status: 409 },
    };
    expect(await collectAll(collector, replaySession({ collector, responses }))).toEqual([]);
  });

  it('knows nothing but the name of a domain that it may not describe', async () => {
    const [seen] = await collectAll(collector, replaySession({ collector, responses: list }));
    expect(seen?.configuration).toEqual({ DomainName: 'search', Arn: arn });
    expect(seen?.unreadable).toContainEqual(
      expect.objectContaining({ path: 'AccessPolicies', reason: 'denied', permission: 'es:DescribeDomain' }),
    );
  });
});
