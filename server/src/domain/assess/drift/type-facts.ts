import type { SchemaFacts } from '../../../plugin-kit/schema-facts.ts';
import { awsTypeFacts } from './aws-type-facts.ts';
import { documentedDefaults } from './documented-defaults.ts';
import { compileFacts, type Place } from './facts.ts';
import type { Segment } from './path.ts';
import { vendorTypeOf } from './type-names.ts';

const compiledByType = new Map<string, Place>();
const compiledBySchema = new WeakMap<SchemaFacts, Map<string, Place>>();

/** More type names than any vendor has; names come from input, so the cache must not grow without end. */
const maximumCached = 5_000;

/** The compiled facts of a type, with those of a schema added. Cached per type and per schema object. */
export function factsFor(type: string, schema: SchemaFacts | undefined): Place {
  if (schema === undefined) {
    let place = compiledByType.get(type);
    if (place === undefined) {
      place = compileFacts(knownFacts(type));
      if (compiledByType.size < maximumCached) compiledByType.set(type, place);
    }
    return place;
  }
  let byType = compiledBySchema.get(schema);
  if (byType === undefined) {
    byType = new Map();
    compiledBySchema.set(schema, byType);
  }
  let place = byType.get(type);
  if (place === undefined) {
    place = compileFacts([...knownFacts(type), schema]);
    byType.set(type, place);
  }
  return place;
}

function knownFacts(type: string): SchemaFacts[] {
  const vendorType = vendorTypeOf(type);
  const facts: SchemaFacts[] = [];
  const known = awsTypeFacts[vendorType];
  if (known !== undefined) facts.push(known);
  const defaults = documentedDefaults[vendorType];
  if (defaults !== undefined) facts.push({ defaultPaths: { ...defaults } });
  return facts;
}

/** Top-level properties that the vendor fills in, from what is known and from a schema. */
export function readOnlyAttributes(type: string, schema: SchemaFacts | undefined): string[] {
  const paths = [
    ...(awsTypeFacts[vendorTypeOf(type)]?.readOnlyPaths ?? []),
    ...(schema?.readOnlyPaths ?? []),
  ];
  return [...new Set(paths.filter((path) => !path.includes('.')))];
}

const policyLists = new Set([
  'Statement',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'AWS',
  'Service',
  'Federated',
  'CanonicalUser',
]);

/** Lists that are sets wherever AWS uses the name: tags, groups, subnets, zones, methods, scopes, conditions. */
const sets = new Set(
  `TagList TagSet labels VpcSecurityGroupIds VPCSecurityGroups SecurityGroupId SecurityGroupIds SecurityGroups
  SubnetId SubnetIds Subnets VPCZoneIdentifier AvailabilityZones ManagedPolicyArns TargetGroupARNs CapacityProviders
  EnableCloudwatchLogsExports AllowedMethods CachedMethods AllowMethods AllowHeaders AllowOrigins ExposeHeaders
  SecurityGroupIngress SecurityGroupEgress AllowedOAuthFlows AllowedOAuthScopes CallbackURLs LogoutURLs
  ExplicitAuthFlows EventCategories NonKeyAttributes BinaryMediaTypes ConnectionEvents OriginSSLProtocols Cookies
  Headers QueryStrings Items ResourceRequirements MountPoints VolumesFrom SystemControls Ulimits PortMappings
  Conditions Values SearchableAttributes NetworkInterfaceIds DnsEntries SecondaryPrivateIpAddresses TargetIps
  SourceAccessConfigurations KafkaBootstrapServers Includes Excludes`.split(/\s+/),
);

export function isKnownSet(path: readonly Segment[]): boolean {
  const last = path.at(-1);
  if (typeof last !== 'string') return false;
  if (sets.has(last) || /Tags?$/.test(last)) return true;
  if (policyLists.has(last) && path.includes('Statement')) return true;
  // In patterns of events a list names the accepted values; only comparisons of numbers are read in order.
  return (
    last !== 'numeric' && path.some((segment) => segment === 'EventPattern' || segment === 'FilterPolicy')
  );
}
