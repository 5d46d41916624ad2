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

/** Lists that are sets wherever they appear: tags, groups, subnets, zones, methods, and the lists of policies. */
const sets =
  /^(.*Tags?|TagList|TagSet|labels|Vpc_?SecurityGroupIds|VPCSecurityGroups|SecurityGroupIds?|SecurityGroups|SubnetIds?|Subnets|VPCZoneIdentifier|AvailabilityZones|ManagedPolicyArns|TargetGroupARNs|CapacityProviders|EnableCloudwatchLogsExports|AllowedMethods|CachedMethods|AllowMethods|AllowHeaders|AllowOrigins|SecurityGroupIngress|SecurityGroupEgress)$/;

export function isKnownSet(path: readonly Segment[]): boolean {
  const last = path.at(-1);
  if (typeof last !== 'string') return false;
  return sets.test(last) || (policyLists.has(last) && path.some((segment) => segment === 'Statement'));
}
