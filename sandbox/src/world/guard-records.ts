import type {
  DomainName,
  RestApi,
  Authorizer as RestAuthorizer,
  Resource as RestResource,
  Stage as RestStage,
} from '@aws-sdk/client-api-gateway';
import type { Api, Authorizer, Route, Stage } from '@aws-sdk/client-apigatewayv2';
import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';
import type { ResourcePolicy } from '@aws-sdk/client-cloudwatch-logs';
import type { GetDetectorResponse } from '@aws-sdk/client-guardduty';
import type { Status as InspectorStatus } from '@aws-sdk/client-inspector2';
import type { DNSSECStatus, HostedZone, QueryLoggingConfig } from '@aws-sdk/client-route-53';
import type { DescribeHubResponse, StandardsSubscription } from '@aws-sdk/client-securityhub';
import type { DescribeStateMachineOutput } from '@aws-sdk/client-sfn';
import type { LoggingConfiguration, WebACL } from '@aws-sdk/client-wafv2';
import { createTable, type Table } from './table.ts';
import type { Tags } from './world.ts';

export interface StoredAlarm extends MetricAlarm {
  tags: Tags;
}
export interface StoredDetector extends GetDetectorResponse {
  id: string;
  /** Open findings by GuardDuty's severity. */
  findings: Record<string, number>;
}
export interface StoredWebAcl extends WebACL {
  scope: 'REGIONAL' | 'CLOUDFRONT';
  logging?: LoggingConfiguration;
  /** By the kind of resource that ListResourcesForWebACL asks for. */
  protects: Record<string, string[]>;
  tags: Tags;
}
export interface StoredRestApi extends RestApi {
  resources: RestResource[];
  authorizers: RestAuthorizer[];
  stages: RestStage[];
}
export interface StoredHttpApi extends Api {
  routes: Route[];
  authorizers: Authorizer[];
  stages: Stage[];
}
export interface StoredStateMachine extends DescribeStateMachineOutput {
  tags: Tags;
}
export interface StoredZone extends HostedZone {
  logging?: QueryLoggingConfig;
  dnssec: DNSSECStatus;
  tags: Tags;
}

/** What guards a region and what stands at its edge. */
export interface GuardTables {
  alarms: Table<StoredAlarm>;
  logResourcePolicies: Table<ResourcePolicy>;
  detectors: Table<StoredDetector>;
  /** Absent where the account has not subscribed. */
  securityHub?: { hub: DescribeHubResponse; standards: StandardsSubscription[] };
  inspector: Record<'ec2' | 'ecr' | 'lambda' | 'lambdaCode', InspectorStatus>;
  /** Absent where Macie is not enabled. */
  macie?: { discovery: 'ENABLED' | 'DISABLED' };
  webAcls: Table<StoredWebAcl>;
  restApis: Table<StoredRestApi>;
  apiDomainNames: Table<DomainName>;
  httpApis: Table<StoredHttpApi>;
  stateMachines: Table<StoredStateMachine>;
}

export function createGuardTables(): GuardTables {
  return {
    alarms: createTable((alarm) => alarm.AlarmName ?? ''),
    logResourcePolicies: createTable((policy) => policy.policyName ?? ''),
    detectors: createTable((detector) => detector.id),
    inspector: { ec2: 'DISABLED', ecr: 'DISABLED', lambda: 'DISABLED', lambdaCode: 'DISABLED' },
    webAcls: createTable((acl) => acl.ARN ?? ''),
    restApis: createTable((api) => api.id ?? ''),
    apiDomainNames: createTable((domain) => domain.domainName ?? ''),
    httpApis: createTable((api) => api.ApiId ?? ''),
    stateMachines: createTable((machine) => machine.stateMachineArn ?? ''),
  };
}
