import { reasons } from '../../../../plugin-kit/requirement-rows.ts';
import type { Topic } from '../benchmark.ts';

/** What the benchmark asks for of logging, under whatever number. */
export const loggingTopics = {
  diagnosticSetting: { title: 'The activity log of the subscription is exported', manual: reasons.review },
  diagnosticCategories: { title: 'The exported activity log has the needed categories' },
  activityLogPrivate: { title: 'The container with the activity log is not public' },
  activityLogCmk: {
    title: 'Storage with the activity log is encrypted with a key of the customer',
    manual: reasons.need,
  },
  keyVaultLogging: { title: 'Key vaults log access' },
  nsgFlowLogs: { title: 'Flow logs of network security groups reach Log Analytics', manual: reasons.setting },
  vnetFlowLogs: { title: 'Flow logs of virtual networks reach Log Analytics', manual: reasons.setting },
  graphLogs: { title: 'Activity logs of Microsoft Graph are kept', manual: reasons.setting },
  entraLogs: { title: 'Activity logs of the directory are kept', manual: reasons.setting },
  intuneLogs: { title: 'Intune logs reach Log Analytics', manual: reasons.setting },
  appServiceLogs: { title: 'HTTP requests to App Service are logged', manual: reasons.setting },
  alertPolicyCreate: { title: 'An alert tells of policy assignments made' },
  alertPolicyDelete: { title: 'An alert tells of policy assignments deleted' },
  alertNsgWrite: { title: 'An alert tells of network security groups made or changed' },
  alertNsgDelete: { title: 'An alert tells of network security groups deleted' },
  alertSolutionWrite: { title: 'An alert tells of security solutions made or changed' },
  alertSolutionDelete: { title: 'An alert tells of security solutions deleted' },
  alertSqlRuleWrite: { title: 'An alert tells of SQL firewall rules made or changed' },
  alertSqlRuleDelete: { title: 'An alert tells of SQL firewall rules deleted' },
  alertIpWrite: { title: 'An alert tells of public addresses made or changed' },
  alertIpDelete: { title: 'An alert tells of public addresses deleted' },
  alertServiceHealth: { title: "An alert tells of trouble in the vendor's services" },
  applicationInsights: { title: 'Application Insights is set up' },
  resourceLogs: { title: 'Every service that can log does', manual: reasons.review },
  noBasicSkus: { title: 'What needs monitoring uses no basic or consumption tier', manual: reasons.review },
  resourceLocks: { title: 'Critical resources have locks', manual: reasons.review },
} satisfies Record<string, Topic>;
