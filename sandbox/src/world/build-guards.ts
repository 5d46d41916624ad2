import { trailName } from './build-trails.ts';
import type { Random } from './random.ts';
import { company } from './site.ts';
import type { Region, World } from './world.ts';

/** What the security team wants to hear of; the pattern is made of the event names, or is given. */
const watched: readonly { metric: string; source?: string; events?: readonly string[]; pattern?: string }[] =
  [
    {
      metric: 'UnauthorizedCalls',
      pattern:
        '{ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*") && ($.sourceIPAddress != "delivery.logs.amazonaws.com") && ($.eventName != "HeadBucket") }',
    },
    {
      metric: 'SignInWithoutMfa',
      pattern:
        '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }',
    },
    {
      metric: 'RootUsed',
      pattern:
        '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }',
    },
    {
      metric: 'IamPolicyChanges',
      events: [
        'DeleteGroupPolicy',
        'DeleteRolePolicy',
        'DeleteUserPolicy',
        'PutGroupPolicy',
        'PutRolePolicy',
        'PutUserPolicy',
        'CreatePolicy',
        'DeletePolicy',
        'CreatePolicyVersion',
        'DeletePolicyVersion',
        'AttachRolePolicy',
        'DetachRolePolicy',
        'AttachUserPolicy',
        'DetachUserPolicy',
        'AttachGroupPolicy',
        'DetachGroupPolicy',
      ],
    },
    {
      metric: 'TrailChanges',
      events: ['CreateTrail', 'UpdateTrail', 'DeleteTrail', 'StartLogging', 'StopLogging'],
    },
    {
      metric: 'FailedSignIns',
      pattern: '{ ($.eventName = ConsoleLogin) && ($.errorMessage = "Failed authentication") }',
    },
    { metric: 'KeysDisabled', source: 'kms.amazonaws.com', events: ['DisableKey', 'ScheduleKeyDeletion'] },
    {
      metric: 'BucketPolicyChanges',
      source: 's3.amazonaws.com',
      events: [
        'PutBucketAcl',
        'PutBucketPolicy',
        'PutBucketCors',
        'PutBucketLifecycle',
        'PutBucketReplication',
        'DeleteBucketPolicy',
        'DeleteBucketCors',
        'DeleteBucketLifecycle',
        'DeleteBucketReplication',
      ],
    },
    {
      metric: 'SecurityGroupChanges',
      events: [
        'AuthorizeSecurityGroupIngress',
        'AuthorizeSecurityGroupEgress',
        'RevokeSecurityGroupIngress',
        'RevokeSecurityGroupEgress',
        'CreateSecurityGroup',
        'DeleteSecurityGroup',
      ],
    },
    // Somebody was in a hurry: two of the six events, and only in one region.
    {
      metric: 'NetworkAclChanges',
      pattern:
        '{ (($.eventName = CreateNetworkAcl) || ($.eventName = DeleteNetworkAcl)) && ($.awsRegion = "us-east-1") }',
    },
    {
      metric: 'RouteTableChanges',
      source: 'ec2.amazonaws.com',
      events: [
        'CreateRoute',
        'CreateRouteTable',
        'ReplaceRoute',
        'ReplaceRouteTableAssociation',
        'DeleteRouteTable',
        'DeleteRoute',
        'DisassociateRouteTable',
      ],
    },
  ];

function patternOf({ source, events = [], pattern }: (typeof watched)[number]): string {
  if (pattern !== undefined) return pattern;
  const names = events.map((name) => `($.eventName = ${name})`).join(' || ');
  return source === undefined ? `{ ${names} }` : `{ ($.eventSource = ${source}) && (${names}) }`;
}

/** Filters on the log group of the trail, and an alarm for each: one was forgotten, one tells nobody. */
function watchTrail(world: World, region: Region, created: Date): void {
  const group = region.logGroups.get(`/cloudtrail/${trailName}`);
  if (!group) return;
  const metricNamespace = `${company}/Trail`;
  group.metricFilters = watched.map((one) => ({
    filterName: one.metric,
    filterPattern: patternOf(one),
    creationTime: created.getTime(),
    metricTransformations: [{ metricName: one.metric, metricNamespace, metricValue: '1' }],
  }));
  group.metricFilterCount = group.metricFilters.length;
  for (const { metric } of watched) {
    if (metric === 'RouteTableChanges') continue;
    const AlarmName = `trail-${metric}`;
    const topic = `arn:aws:sns:${region.name}:${world.accountId}:security-alerts`;
    region.alarms.put({
      AlarmName,
      AlarmArn: `arn:aws:cloudwatch:${region.name}:${world.accountId}:alarm:${AlarmName}`,
      AlarmDescription: `Seen in the trail: ${metric}`,
      AlarmConfigurationUpdatedTimestamp: created,
      ActionsEnabled: true,
      OKActions: [],
      AlarmActions: metric === 'SecurityGroupChanges' ? [] : [topic],
      InsufficientDataActions: [],
      StateValue: 'OK',
      StateUpdatedTimestamp: created,
      Namespace: metricNamespace,
      MetricName: metric,
      Dimensions: [],
      Statistic: 'Sum',
      Period: 300,
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      TreatMissingData: 'notBreaching',
      tags: { Team: 'security', ManagedBy: 'terraform' },
    });
  }
}

const features = [
  'S3_DATA_EVENTS',
  'EKS_AUDIT_LOGS',
  'EBS_MALWARE_PROTECTION',
  'RDS_LOGIN_EVENTS',
  'RUNTIME_MONITORING',
  'LAMBDA_NETWORK_LOGS',
] as const;

/** GuardDuty; the recovery region has it without its features. */
function detect(world: World, region: Region, random: Random, isFull: boolean): void {
  const created = random.dateAgo(100, 400);
  region.detectors.put({
    id: random.hex(32),
    Status: 'ENABLED',
    CreatedAt: created.toISOString(),
    UpdatedAt: created.toISOString(),
    FindingPublishingFrequency: 'SIX_HOURS',
    ServiceRole: `arn:aws:iam::${world.accountId}:role/aws-service-role/guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDuty`,
    Features: [
      { Name: 'CLOUD_TRAIL', Status: 'ENABLED' },
      { Name: 'DNS_LOGS', Status: 'ENABLED' },
      { Name: 'FLOW_LOGS', Status: 'ENABLED' },
      ...features.map((Name) => ({
        Name,
        Status: isFull ? ('ENABLED' as const) : ('DISABLED' as const),
        UpdatedAt: created,
        ...(Name === 'RUNTIME_MONITORING'
          ? {
              AdditionalConfiguration: [
                {
                  Name: 'EKS_ADDON_MANAGEMENT' as const,
                  Status: isFull ? ('ENABLED' as const) : ('DISABLED' as const),
                  UpdatedAt: created,
                },
              ],
            }
          : {}),
      })),
    ],
    Tags: { Team: 'security', ManagedBy: 'terraform' },
    findings: region.name === 'eu-central-1' ? { '8.0': 1, '2.0': 4 } : {},
  });
}

function subscribe(world: World, region: Region, random: Random): void {
  const standard = 'aws-foundational-security-best-practices/v/1.0.0';
  region.securityHub = {
    hub: {
      HubArn: `arn:aws:securityhub:${region.name}:${world.accountId}:hub/default`,
      SubscribedAt: random.dateAgo(100, 400).toISOString(),
      AutoEnableControls: true,
      ControlFindingGenerator: 'SECURITY_CONTROL',
    },
    standards: [
      {
        StandardsSubscriptionArn: `arn:aws:securityhub:${region.name}:${world.accountId}:subscription/${standard}`,
        StandardsArn: `arn:aws:securityhub:${region.name}::standards/${standard}`,
        StandardsInput: {},
        StandardsStatus: 'READY',
      },
    ],
  };
}

/** Who watches over the account: everything in the two large regions, less in the others. */
export function buildGuards(world: World, random: Random): void {
  const main = world.region('us-east-1');
  const europe = world.region('eu-central-1');
  watchTrail(world, main, random.dateAgo(60, 300));
  for (const region of [main, europe]) {
    detect(world, region, random, true);
    subscribe(world, region, random);
    region.inspector = { ec2: 'ENABLED', ecr: 'ENABLED', lambda: 'ENABLED', lambdaCode: 'DISABLED' };
  }
  detect(world, world.region('us-west-2'), random, false);
  main.macie = { discovery: 'ENABLED' };
  main.logResourcePolicies.put({
    policyName: 'route53-query-logs',
    policyDocument: JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'Route53LogsToCloudWatchLogs',
          Effect: 'Allow',
          Principal: { Service: 'route53.amazonaws.com' },
          Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
          Resource: `arn:aws:logs:us-east-1:${world.accountId}:log-group:/aws/route53/*`,
        },
      ],
    }),
    lastUpdatedTime: random.dateAgo(50, 300).getTime(),
  });
}
