import type { Region, World } from './world/world.ts';

type Inputs = (world: World, region: Region) => object[];

const detectors: Inputs = (_, region) => region.detectors.all().map(({ id }) => ({ DetectorId: id }));
const webAcls: Inputs = (_, region) =>
  region.webAcls.all().map((acl) => ({
    Name: acl.Name,
    Id: acl.Id,
    Scope: acl.scope,
    ResourceArn: acl.ARN,
    ResourceARN: acl.ARN,
    WebACLArn: acl.ARN,
  }));
const restApis: Inputs = (_, region) =>
  region.restApis.all().map(({ id }) => ({ restApiId: id, embed: ['methods'] }));
const httpApis: Inputs = (_, region) => region.httpApis.all().map(({ ApiId }) => ({ ApiId }));
const machines: Inputs = (_, region) =>
  region.stateMachines
    .all()
    .map(({ stateMachineArn }) => ({ stateMachineArn, resourceArn: stateMachineArn }));
const publicZones: Inputs = (world) =>
  world.hostedZones
    .all()
    .filter(({ Config }) => Config?.PrivateZone !== true)
    .map(({ Id }) => ({
      HostedZoneId: Id,
      ResourceType: 'hostedzone',
      ResourceId: Id?.replace('/hostedzone/', ''),
    }));

/** What to ask the services that watch over an account and stand at its edge, per operation. */
export const guardInputs: Record<string, Inputs> = {
  'cloudwatch.ListTagsForResource': (_, region) =>
    region.alarms.all().map(({ AlarmArn }) => ({ ResourceARN: AlarmArn })),
  'inspector2.BatchGetAccountStatus': (world) => [{ accountIds: [world.accountId] }],
  'wafv2.ListWebACLs': () => [{ Scope: 'REGIONAL' }, { Scope: 'CLOUDFRONT' }],
  'route53.GetDNSSEC': publicZones,
  'route53.ListTagsForResource': publicZones,
  'logs.DescribeMetricFilters': (_, region) =>
    region.logGroups.all().map(({ logGroupName }) => ({ logGroupName })),
};

export const guardInputsByPattern: [RegExp, Inputs][] = [
  [/^guardduty\.(Get|ListMembers)/, detectors],
  [/^wafv2\.(Get|ListResources|ListTags)/, webAcls],
  [/^apigateway\.Get(Resources|Authorizers|Stages)/, restApis],
  [/^apigatewayv2\.Get(Routes|Authorizers|Stages)/, httpApis],
  [/^states\.(Describe|ListTags)/, machines],
];
