import { describe, expect, it } from 'vitest';
import { collectAll, type RecordedResponses, replaySession } from '../../testing/replay.ts';
import { wafv2WebAclCollector as collector } from './collect.ts';

const recorded: RecordedResponses = {
  'wafv2:ListWebACLs': (input: { Scope: string }) =>
    input.Scope === 'REGIONAL'
      ? {
          NextMarker: 'shop',
          WebACLs: [{ Id: 'id-1', Name: 'shop', ARN: 'arn:aws:wafv2:us-east-1:1:regional/webacl/shop/id-1' }],
        }
      : {},
  'wafv2:GetWebACL': {
    WebACL: {
      Name: 'shop',
      Id: 'id-1',
      ARN: 'arn:aws:wafv2:us-east-1:1:regional/webacl/shop/id-1',
      DefaultAction: { Allow: {} },
      VisibilityConfig: { CloudWatchMetricsEnabled: true, SampledRequestsEnabled: true, MetricName: 'shop' },
      Rules: [
        {
          Name: 'rate',
          Priority: 1,
          Statement: { RateBasedStatement: { Limit: 1000, AggregateKeyType: 'IP' } },
          Action: { Block: {} },
          VisibilityConfig: {
            CloudWatchMetricsEnabled: true,
            SampledRequestsEnabled: true,
            MetricName: 'rate',
          },
        },
      ],
    },
  },
  'wafv2:GetLoggingConfiguration': { error: 'WAFNonexistentItemException' },
  'wafv2:ListResourcesForWebACL': (input: { ResourceType: string }) =>
    input.ResourceType === 'APP_RUNNER_SERVICE'
      ? { error: 'WAFInvalidParameterException' }
      : { ResourceArns: [`arn:aws:x:::${input.ResourceType}`] },
  'wafv2:ListTagsForResource': { TagInfoForResource: { TagList: [{ Key: 'team', Value: 'web' }] } },
};

async function collectOne(changes: RecordedResponses = {}) {
  const responses = { ...recorded, ...changes };
  const [resource] = await collectAll(collector, replaySession({ collector, responses }));
  if (resource === undefined) throw new Error('nothing was collected');
  return resource;
}

describe('the collector of web ACLs', () => {
  const once: RecordedResponses = {
    'wafv2:ListWebACLs': [
      { WebACLs: [{ Id: 'id-1', Name: 'shop', ARN: 'arn:aws:wafv2:us-east-1:1:regional/webacl/shop/id-1' }] },
      {},
    ],
  };

  it('shows rules, logging and everything that the web ACL protects', async () => {
    const acl = await collectOne(once);
    expect(acl).toMatchObject({ name: 'shop', tags: { team: 'web' }, unreadable: [] });
    expect(acl.configuration).toMatchObject({
      Scope: 'REGIONAL',
      DefaultAction: { Allow: {} },
      Rules: [{ Name: 'rate', Priority: 1 }],
      AssociatedResourceArns: [
        'arn:aws:x:::API_GATEWAY',
        'arn:aws:x:::APPLICATION_LOAD_BALANCER',
        'arn:aws:x:::APPSYNC',
        'arn:aws:x:::COGNITO_USER_POOL',
        'arn:aws:x:::VERIFIED_ACCESS_INSTANCE',
      ],
    });
    expect(acl.configuration).not.toHaveProperty('LoggingConfiguration');
  });

  it('reads the web ACLs of CloudFront in the home region, and only there', async () => {
    const scopes = async (region: string) => {
      const asked: string[] = [];
      const responses: RecordedResponses = {
        ...recorded,
        'wafv2:ListWebACLs': (input: { Scope: string }) => {
          asked.push(input.Scope);
          return {};
        },
      };
      await collectAll(collector, replaySession({ collector, responses, region }));
      return asked;
    };
    expect(await scopes('us-east-1')).toEqual(['REGIONAL', 'CLOUDFRONT']);
    expect(await scopes('eu-central-1')).toEqual(['REGIONAL']);
  });

  it('gives no part of a list of protected resources when the rest was denied', async () => {
    const acl = await collectOne({
      ...once,
      'wafv2:ListResourcesForWebACL': (input: { ResourceType: string }) =>
        input.ResourceType === 'APPSYNC'
          ? { error: 'AccessDeniedException' }
          : { ResourceArns: ['arn:aws:x'] },
    });
    expect(acl.configuration).not.toHaveProperty('AssociatedResourceArns');
    expect(acl.unreadable).toMatchObject([{ path: 'AssociatedResourceArns', reason: 'denied' }]);
  });

  it('follows the marker to the next page', async () => {
    const pages = [
      { NextMarker: 'a', WebACLs: [{ Id: '1', Name: 'a', ARN: 'arn:aws:wafv2:::a' }] },
      { NextMarker: 'b', WebACLs: [{ Id: '2', Name: 'b', ARN: 'arn:aws:wafv2:::b' }] },
      {},
    ];
    const responses = { ...recorded, 'wafv2:ListWebACLs': pages };
    const session = replaySession({ collector, responses, region: 'eu-central-1' });
    expect((await collectAll(collector, session)).map(({ name }) => name)).toEqual(['a', 'b']);
  });
});
