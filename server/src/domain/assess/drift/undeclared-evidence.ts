import { isJsonObject, type Json } from '../../../core/json.ts';
import { isTriviallyEmpty } from './noise/empty-values.ts';
import type { Difference } from './noise/rule.ts';
import { vendorTypeOf } from './type-names.ts';

/**
 * Settings that are absent until somebody makes them, so that their mere presence shows intent: attached
 * policies, and the optional features of a bucket.
 */
const madeByPeople: Readonly<Record<string, readonly string[]>> = {
  'AWS::IAM::Group': ['ManagedPolicyArns', 'Policies'],
  'AWS::IAM::ManagedPolicy': ['Groups', 'Roles', 'Users'],
  'AWS::IAM::Role': ['ManagedPolicyArns', 'PermissionsBoundary', 'Policies'],
  'AWS::IAM::User': ['Groups', 'ManagedPolicyArns', 'PermissionsBoundary', 'Policies'],
  'AWS::S3::Bucket': [
    'AccelerateConfiguration',
    'AnalyticsConfigurations',
    'CorsConfiguration',
    'IntelligentTieringConfigurations',
    'InventoryConfigurations',
    'LifecycleConfiguration',
    'LoggingConfiguration',
    'MetricsConfigurations',
    'NotificationConfiguration',
    'ObjectLockConfiguration',
    'ReplicationConfiguration',
    'WebsiteConfiguration',
  ],
};

/** Lists in which the vendor adds members of its own beside the declared ones. */
const filledByVendor: Readonly<Record<string, readonly string[]>> = {
  'AWS::Cognito::UserPool': ['Schema'],
  'AWS::EC2::Instance': ['BlockDeviceMappings'],
  'AWS::EC2::RouteTable': ['Routes'],
  'AWS::EC2::VPNConnection': ['VpnTunnelOptionsSpecifications'],
};

/** Depend on the image, the account or other settings, whatever the schema says. */
const dependentDefaults: Readonly<Record<string, readonly string[]>> = {
  'AWS::EC2::Instance': ['MetadataOptions.HttpPutResponseHopLimit'],
  'AWS::ECS::Service': ['AvailabilityZoneRebalancing'],
};

/**
 * Does anything show that somebody made this undeclared setting? The declaration is silent, so the vendor may
 * have chosen it; only positive evidence makes it drift.
 */
export function showsIntent(difference: Difference): boolean {
  const { path, type, after } = difference;
  const vendorType = vendorTypeOf(type);
  const last = path.at(-1);
  const attribute = String(path[0]);
  if (madeByPeople[vendorType]?.includes(attribute) && (path.length === 1 || typeof last !== 'string')) {
    return !isMadeByDeployment(after) && !isSwitchedOff(after);
  }
  if (typeof last !== 'string') {
    // A member beside declared members: the declaration does speak of the whole list.
    return (
      Array.isArray(difference.beforeParent) &&
      !filledByVendor[vendorType]?.includes(attribute) &&
      !isSettingOfList(difference)
    );
  }
  if (isMemberOfFreeMap(difference)) return true;
  return contradictsDefault(difference, vendorType);
}

/** The names that deployment tools give to policies which they attach apart from the role: `…DefaultPolicy1A2B3C4D`. */
function isMadeByDeployment(value: Json | undefined): boolean {
  const name = isJsonObject(value) ? value.PolicyName : undefined;
  if (typeof name === 'string') return /DefaultPolicy[0-9A-F]{0,8}$/.test(name);
  return Array.isArray(value) && value.every(isMadeByDeployment);
}

/** A feature that was switched off again is left as a block that says so. */
function isSwitchedOff(value: Json | undefined): boolean {
  if (typeof value === 'object' && value !== null) return Object.values(value).every(isSwitchedOff);
  return (
    value === false ||
    isTriviallyEmpty(value) ||
    (typeof value === 'string' && /^(suspended|disabled|off|none)$/i.test(value))
  );
}

/** Lists of name and value are settings, of which the vendor fills in those that were left out. Tags are not. */
function isSettingOfList({ after, path }: Difference): boolean {
  if (!isJsonObject(after)) return false;
  const keys = Object.keys(after);
  if (keys.length === 1 && /(Key|Name)$/.test(keys[0] as string)) return true;
  const isPair =
    keys.length === 2 &&
    keys.some((key) => /(Key|Name)$/.test(key)) &&
    keys.some((key) => /Value$/.test(key));
  return (
    isPair &&
    !path.some(
      (segment) => typeof segment === 'string' && /(Tags?|Environment|Variables|Secrets)$/.test(segment),
    )
  );
}

/** Maps to which the vendor never adds a key of its own. */
const ownMaps = /(Variables|Environment|Tags|Labels|tags|labels)$/;

/** A key beside declared keys, in a map whose keys the user chooses. */
function isMemberOfFreeMap({ path, beforeParent, parentPlace, after }: Difference): boolean {
  if (!isJsonObject(beforeParent) || isTriviallyEmpty(after) || path.length < 2) return false;
  const map = path.at(-2);
  return (
    parentPlace?.freeForm === true &&
    typeof map === 'string' &&
    ownMaps.test(map) &&
    Object.keys(beforeParent).length > 0
  );
}

function contradictsDefault({ place, after, path }: Difference, vendorType: string): boolean {
  if (place === undefined || after === undefined || typeof after === 'object') return false;
  const scalars = place.defaults.filter((value) => typeof value !== 'object' && value !== '');
  if (scalars.length === 0 || dependentDefaults[vendorType]?.includes(path.join('.'))) return false;
  return !scalars.some((value) => String(value).toLowerCase() === String(after).toLowerCase());
}
