import type { Identities } from './create-identities.ts';
import { type Aws, type Expected, tagList, text } from './sdk.ts';

const visibility = { SampledRequestsEnabled: true, CloudWatchMetricsEnabled: true, MetricName: 'shop' };

/** A zone, which belongs to no region. */
export async function createZone(aws: Aws): Promise<Expected[]> {
  await aws.send('route-53:CreateHostedZone', { Name: 'example.com', CallerReference: 'one' });
  const configuration = {
    HostedZoneConfig: { PrivateZone: false },
    DNSSEC: { ServeSignature: 'NOT_SIGNING' },
  };
  return [{ type: 'route53_hosted_zone', region: 'global', id: 'example.com.', configuration }];
}

/** What watches over a region, and the APIs and workflows at its edge. */
export async function createGuards(aws: Aws, identities: Identities): Promise<Expected[]> {
  const expected: Expected[] = [];
  const expect = (type: string, id: string, configuration: object): void =>
    void expected.push({ type, region: aws.region, id, configuration });

  const alarm = {
    AlarmName: 'root-used',
    Namespace: 'Trail',
    MetricName: 'root-used',
    Statistic: 'Sum',
    Period: 300,
    EvaluationPeriods: 1,
    Threshold: 1,
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    AlarmActions: [`arn:aws:sns:${aws.region}:${aws.accountId}:alerts`],
  };
  const Tags = tagList({ team: 'security' });
  await aws.send('cloudwatch:PutMetricAlarm', { ...alarm, Tags });
  expect('cloudwatch_alarm', 'root-used', { ...alarm, ActionsEnabled: true, Tags });

  const policy = { Version: '2012-10-17', Statement: [] };
  const policyDocument = JSON.stringify(policy);
  await aws.send('cloudwatch-logs:PutResourcePolicy', { policyName: 'dns', policyDocument });
  expect('cloudwatch_log_resource_policy', 'dns', { PolicyDocument: policy });

  const Features = [{ Name: 'S3_DATA_EVENTS', Status: 'ENABLED' }];
  const detector = await aws.send('guardduty:CreateDetector', { Enable: true, Features });
  expect('guardduty_detector', text(detector, 'DetectorId'), { Enable: true, Features });
  await aws.send('securityhub:EnableSecurityHub', {});
  expect('securityhub_hub', `Security Hub ${aws.region}`, { Enabled: true });
  expect('inspector_settings', `Inspector ${aws.region}`, {});
  expect('macie_session', `Macie ${aws.region}`, {});

  await aws.send('wafv2:CreateWebACL', {
    Name: 'shop',
    Scope: 'REGIONAL',
    DefaultAction: { Allow: {} },
    VisibilityConfig: visibility,
    Rules: [
      {
        Name: 'rate',
        Priority: 1,
        Statement: { RateBasedStatement: { Limit: 1000, AggregateKeyType: 'IP' } },
        Action: { Block: {} },
        VisibilityConfig: visibility,
      },
    ],
  });
  expect('wafv2_web_acl', 'shop', { Scope: 'REGIONAL', DefaultAction: { Allow: {} } });

  const api = await aws.send('api-gateway:CreateRestApi', {
    name: 'orders',
    endpointConfiguration: { types: ['REGIONAL'] },
  });
  const restApiId = text(api, 'id');
  const resourceId = text(await aws.send('api-gateway:GetResources', { restApiId }), 'items.0.id');
  const method = { restApiId, resourceId, httpMethod: 'GET' };
  await aws.send('api-gateway:PutMethod', { ...method, authorizationType: 'NONE' });
  await aws.send('api-gateway:PutIntegration', { ...method, type: 'MOCK' });
  await aws.send('api-gateway:CreateDeployment', { restApiId, stageName: 'prod' });
  expect('apigateway_rest_api', 'orders', {
    EndpointConfiguration: { Types: ['REGIONAL'] },
    Methods: [{ ResourcePath: '/', HttpMethod: 'GET', AuthorizationType: 'NONE' }],
  });
  const domainName = `${aws.region}.example.com`;
  await aws.send('api-gateway:CreateDomainName', { domainName, securityPolicy: 'TLS_1_2' });
  expect('apigateway_domain_name', domainName, { SecurityPolicy: 'TLS_1_2' });

  const http = await aws.send('apigatewayv2:CreateApi', { Name: 'mobile', ProtocolType: 'HTTP' });
  const ApiId = text(http, 'ApiId');
  await aws.send('apigatewayv2:CreateRoute', { ApiId, RouteKey: 'GET /basket' });
  await aws.send('apigatewayv2:CreateStage', { ApiId, StageName: '$default' });
  expect('apigatewayv2_api', 'mobile', { ProtocolType: 'HTTP' });

  const definition = JSON.stringify({ StartAt: 'Check', States: { Check: { Type: 'Pass', End: true } } });
  await aws.send('sfn:CreateStateMachine', { name: 'refund', definition, roleArn: identities.lambdaRole });
  expect('step_functions_state_machine', 'refund', { RoleArn: identities.lambdaRole });
  return expected;
}
