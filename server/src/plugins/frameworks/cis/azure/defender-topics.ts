import { reasons } from '../../../../plugin-kit/requirement-rows.ts';
import type { Topic } from '../benchmark.ts';

/** What the benchmark asks for of defender, under whatever number. */
export const defenderTopics = {
  defenderServers: { title: 'Defender watches servers', manual: reasons.need },
  defenderAppServices: {
    title: 'Defender watches App Service',
    manual: reasons.need,
    not: { 'prowler:defender_ensure_defender_for_server_is_on': 'It looks at another plan of Defender.' },
  },
  defenderDatabases: { title: 'Defender watches databases', manual: reasons.need },
  defenderAzureSql: { title: 'Defender watches Azure SQL databases', manual: reasons.need },
  defenderSqlMachines: { title: 'Defender watches SQL servers on machines', manual: reasons.need },
  defenderOpenSource: { title: 'Defender watches open-source relational databases', manual: reasons.need },
  defenderStorage: { title: 'Defender watches storage', manual: reasons.need },
  defenderContainers: { title: 'Defender watches containers', manual: reasons.need },
  defenderCosmos: { title: 'Defender watches Cosmos DB', manual: reasons.need },
  defenderKeyVault: { title: 'Defender watches key vaults', manual: reasons.need },
  defenderDns: { title: 'Defender watches DNS', manual: reasons.need },
  defenderArm: { title: 'Defender watches Resource Manager', manual: reasons.need },
  defenderCspm: { title: 'Defender rates the posture of the cloud' },
  defenderApis: {
    title: 'Defender watches APIs',
    not: {
      'prowler:defender_ensure_defender_for_app_services_is_on': 'It looks at another plan of Defender.',
    },
  },
  systemUpdates: { title: 'Recommended system updates are installed', manual: reasons.need },
  securityPolicyOn: { title: 'No default security policy is switched off', manual: reasons.review },
  agentProvisioned: { title: 'The log agent is installed on machines automatically', manual: reasons.need },
  vulnerabilityScan: { title: 'Machines are assessed for vulnerabilities', manual: reasons.need },
  containerComponents: {
    title: 'Container components of Defender are installed automatically',
    manual: reasons.need,
  },
  endpointProtection: { title: 'Endpoint protection is installed on machines', manual: reasons.inside },
  agentlessScan: { title: 'Machines are scanned without an agent', manual: reasons.setting },
  fileIntegrity: { title: 'Changes of files on machines are watched', manual: reasons.setting },
  threatAlertsWatched: { title: 'Somebody watches threat alerts about storage', manual: reasons.practice },
  ownersNotified: { title: 'Owners get mail about security alerts' },
  securityMail: { title: 'A security contact gets mail about security alerts' },
  notifyHigh: { title: 'Alerts of high severity are sent by mail' },
  notifyAttackPaths: { title: 'Attack paths are sent by mail' },
  attackSurface: { title: 'The external attack surface is watched', manual: reasons.setting },
  cloudAppsIntegration: { title: 'Defender for Cloud Apps takes part' },
  endpointIntegration: { title: 'Defender for Endpoint takes part', manual: reasons.setting },
  defenderIot: { title: 'Defender watches IoT hubs', manual: reasons.need },
} satisfies Record<string, Topic>;
