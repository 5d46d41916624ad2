import type { NoiseRule } from './rule.ts';

/**
 * Properties that the vendor documents as case-insensitive or returns in another case: identifiers of
 * databases and caches, protocols, HTTP methods, host names.
 */
const insensitive =
  /^(DB.*(Identifier|Name)|.*(Cluster|Instance|Replication\w*|Endpoint|Snapshot|SubnetGroup|ParameterGroup|OptionGroup)(Identifier|Name)|Engine|IpProtocol|Protocol|Http_?Method|DomainName|.*(ParameterGroupName|SubnetGroupName)|MasterUsername|PreferredMaintenanceWindow|MaintenanceWindow|PreferredBackupWindow)$/i;

export const letterCase: NoiseRule = {
  id: 'letter-case',
  sentence: 'The vendor treats upper and lower case alike here.',
  source: 'AWS documentation: such identifiers are stored in lower case',
  mode: 'declared',
  folds: ({ key, before, after }) =>
    typeof before === 'string' &&
    typeof after === 'string' &&
    before.toLowerCase() === after.toLowerCase() &&
    insensitive.test(key),
};
