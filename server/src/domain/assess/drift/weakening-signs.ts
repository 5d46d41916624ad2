import { isJsonObject, type Json } from '../../../core/json.ts';
import { isWorld, type Opening } from './network-openings.ts';
import { grantsMore, reachOf, statementsIn, wider, widestReach } from './policy-grants.ts';
import { isOn, protections, strengthLowered } from './protections.ts';
import type { Leaf, RatedChange } from './severity.ts';

export const databasePorts = [3306, 5432, 1433, 27017, 6379, 9200];
export const remoteAccessPorts = [22, 3389];
export const webPorts = [80, 443];

export const opensToWorld = (rated: RatedChange, test: (opening: Opening) => boolean): boolean =>
  rated.opened.some(
    (opening) =>
      opening.direction === 'in' && opening.world && !opening.protocol.startsWith('icmp') && test(opening),
  );

export const holds = ({ from, to }: Opening, ports: number[]): boolean =>
  ports.some((port) => port >= from && port <= to);
export const only = ({ from, to }: Opening, ports: number[]): boolean => from === to && ports.includes(from);
export const allPorts = ({ from, to, protocol }: Opening): boolean =>
  protocol === 'all' || (from <= 1 && to === 65535);

export const anyLeaf = (rated: RatedChange, test: (leaf: Leaf) => boolean): boolean =>
  rated.leaves.some(test);

/** The change takes the protection of this name from a safe to an unsafe value. */
export function loses(rule: string, security: boolean): (rated: RatedChange) => boolean {
  const own = protections.filter(
    (protection) => protection.rule === rule && protection.security === security,
  );
  return (rated) =>
    own.some(
      ({ names, within, types, safe }) =>
        (types === undefined || types.has(rated.type)) &&
        anyLeaf(
          rated,
          ({ key, keys, before, after }) =>
            names.has(key) &&
            (within === undefined || keys.some((name) => within.has(name))) &&
            safe(before) &&
            !safe(after),
        ),
    );
}

const publicAcl =
  /^(public-?read(-?write)?|authenticated-?read|allUsers|allAuthenticatedUsers|PublicRead(Write)?|AuthenticatedRead|blob|container)$/i;
const sharing = /^(CreateVolumePermissions?|LaunchPermissions?|RestoreAttributeValues|restore)$/;
const publicGrantee = /acs\.amazonaws\.com\/groups\/global\/(AllUsers|AuthenticatedUsers)$/;

export function becomesPublic({ key, keys, before, after }: Leaf): boolean {
  const now = JSON.stringify(after ?? null);
  const was = JSON.stringify(before ?? null);
  if (/^(AccessControl|ACL|Acl|acl|PublicAccess|publicAccess|predefinedAcl)$/.test(key)) {
    return (
      typeof after === 'string' &&
      publicAcl.test(after) &&
      !(typeof before === 'string' && publicAcl.test(before))
    );
  }
  if (typeof after === 'string' && publicGrantee.test(after)) return before !== after;
  if (keys.includes('bindings') || key === 'members') {
    return /"all(Authenticated)?Users"/.test(now) && !/"all(Authenticated)?Users"/.test(was);
  }
  // Snapshots and images that anybody may restore or launch.
  if (keys.some((name) => sharing.test(name))) return /"all"/.test(now) && !/"all"/.test(was);
  return (key === 'Public' || key === 'IsPublic') && isOn(after) && !isOn(before);
}

/** Something in the change grants or denies. */
export const holdsPolicy = ({ change }: RatedChange): boolean =>
  statementsIn(change.after).length + statementsIn(change.before).length > 0;

export function widensPolicy(rated: RatedChange, reach: 'admin' | 'public' | undefined): boolean {
  const before = statementsIn(rated.change.before);
  const after = statementsIn(rated.change.after);
  if (reach === undefined) return grantsMore(before, after);
  const was = widestReach(before);
  return after.some((statement) => reachOf(statement) === reach && wider(reach, was));
}

const adminPolicies = /:policy\/(AdministratorAccess|IAMFullAccess)$/;
const attachments = new Set([
  'ManagedPolicyArns',
  'AttachedManagedPolicies',
  'AttachedPolicies',
  'Groups',
  'Roles',
  'Users',
]);

/** A policy, group or principal was attached to something of IAM. */
export const attaches = (rated: RatedChange): boolean =>
  /(^iam_|::IAM::)/.test(rated.type) && attachments.has(rated.attribute) && newTexts(rated).length > 0;

/** A range of all addresses where there was none, in a list of who may come in. */
export const admitsWorld = (rated: RatedChange): boolean =>
  rated.steps.some((step) => /cidr|allow|ranges?|whitelist/i.test(step)) &&
  !rated.steps.some((step) => /egress|outbound|route|destination|deny/i.test(step)) &&
  newTexts(rated).some(isWorldRange);

const isWorldRange = (text: string): boolean => text.includes('/') && isWorld(text);

const newTexts = (rated: RatedChange): string[] => {
  const texts = (value: Json | undefined): string[] =>
    typeof value === 'string'
      ? [value]
      : Array.isArray(value)
        ? value.flatMap(texts)
        : isJsonObject(value)
          ? Object.values(value).flatMap(texts)
          : [];
  const was = new Set(texts(rated.change.before));
  return texts(rated.change.after).filter((text) => !was.has(text));
};

export const isTag = ({ attribute }: RatedChange): boolean =>
  /^(.*Tags?|TagList|TagSet|labels|Labels)$/.test(attribute);

export function losesRequiredTag(rated: RatedChange): boolean {
  if (!isTag(rated) || rated.change.change === 'added') return false;
  const keys = [
    ...rated.steps.slice(1),
    ...rated.leaves.filter(({ key }) => /^(Key|TagKey)$/.test(key)).map(({ before }) => String(before)),
  ];
  return rated.change.change === 'removed' && keys.some((key) => rated.requiredTags.includes(key));
}

export const labels =
  /^(Description|.*Description|DisplayName|displayName|Comment|comment|FriendlyName|Title|title|description|annotations|ConstraintDescription)$/;
export const encryptionKeys = /^(.*Encryption.*|SSESpecification|SSEDescription|encryption)$/;

/** Safe again, or closed: every leaf that a protection knows moves to its safe value. */
export function tightens(rated: RatedChange): boolean {
  return anyLeaf(rated, ({ key, before, after }) =>
    protections.some(
      ({ names, within, safe }) => within === undefined && names.has(key) && !safe(before) && safe(after),
    ),
  );
}

/** A policy of the vendor that holds all rights, or the right to grant all rights. */
export const grantsAdminPolicy = (rated: RatedChange): boolean =>
  newTexts(rated).some((text) => adminPolicies.test(text));

/** The root user can do everything and cannot be limited. */
export const createsRootKey = (rated: RatedChange): boolean =>
  anyLeaf(
    rated,
    ({ key, before, after }) =>
      key === 'AccountAccessKeysPresent' && Number(after) > 0 && !(Number(before) > 0),
  );

/** A log, or one kind of log, is no longer written. */
export const losesLog = ({ change, steps }: RatedChange): boolean =>
  change.change === 'removed' &&
  steps.some((step) =>
    /^(EnableCloudwatchLogsExports|FlowLogs|LogPublishingOptions|LoggingConfiguration|ClusterLogging)$/.test(
      step,
    ),
  );

export const lowersStrength = (rated: RatedChange): boolean =>
  anyLeaf(rated, ({ key, before, after }) => strengthLowered(key, before, after));

export const gainsPublicAddress = (rated: RatedChange): boolean =>
  anyLeaf(
    rated,
    ({ key, before, after }) =>
      /^Public(Ip|IpAddress|Ipv4Address|DnsName)$/.test(key) &&
      (before ?? '') === '' &&
      typeof after === 'string' &&
      after !== '',
  );
