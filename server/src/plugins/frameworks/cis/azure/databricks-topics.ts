import { reasons } from '../../../../plugin-kit/requirement-rows.ts';
import type { Topic } from '../benchmark.ts';

/** What the benchmark asks for of databricks, under whatever number. */
export const databricksTopics = {
  databricksVnet: { title: 'Databricks runs in a network of the customer' },
  databricksNsg: { title: 'Subnets of Databricks have network security groups' },
  databricksWorkerTls: { title: 'Traffic between Databricks workers is encrypted', manual: reasons.inside },
  databricksSync: { title: 'Databricks takes users and groups from the directory', manual: reasons.setting },
  databricksUnity: { title: 'Databricks uses Unity Catalog', manual: reasons.setting },
  databricksTokens: {
    title: 'Personal access tokens of Databricks are restricted and expire',
    manual: reasons.setting,
  },
  databricksLogs: { title: 'Databricks delivers its diagnostic logs' },
  databricksCmk: {
    title: 'Data in Databricks is encrypted with a key of the customer',
    manual: reasons.need,
  },
  databricksNoPublicIp: { title: 'Databricks clusters have no public address' },
  databricksNoPublicAccess: { title: 'Databricks workspaces refuse public network access' },
  databricksPrivateEndpoints: { title: 'Databricks workspaces are reached over private endpoints' },
  databricksGroupsReviewed: { title: 'Groups of Databricks are reviewed regularly', manual: reasons.review },
} satisfies Record<string, Topic>;
