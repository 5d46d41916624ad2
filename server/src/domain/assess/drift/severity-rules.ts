import { isJsonObject, type Json } from '../../../core/json.ts';
import type { Opening } from './network-openings.ts';
import { grantsMore, reachOf, statementsIn, wider, widestReach } from './policy-grants.ts';
import { isOn, protections, tlsLowered } from './protections.ts';
import type { Leaf, RatedChange, SeverityRule } from './severity.ts';

const databasePorts = [3306, 5432, 1433, 27017, 6379, 9200];
const remoteAccessPorts = [22, 3389];
const webPorts = [80, 443];

const opensToWorld = (rated: RatedChange, test: (opening: Opening) => boolean): boolean =>
  rated.opened.some(
    (opening) =>
      opening.direction === 'in' && opening.world && !opening.protocol.startsWith('icmp') && test(opening),
  );

const holds = ({ from, to }: Opening, ports: number[]): boolean =>
  ports.some((port) => port >= from && port <= to);
const only = ({ from, to }: Opening, ports: number[]): boolean => from === to && ports.includes(from);
const allPorts = ({ from, to, protocol }: Opening): boolean =>
  protocol === 'all' || (from <= 1 && to === 65535);

const anyLeaf = (rated: RatedChange, test: (leaf: Leaf) => boolean): boolean => rated.leaves.some(test);

/** The change takes the protection of this name from a safe to an unsafe value. */
function loses(rule: string, security: boolean): (rated: RatedChange) => boolean {
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
const publicGrantee = /acs\.amazonaws\.com\/groups\/global\/(AllUsers|AuthenticatedUsers)$/;

function becomesPublic({ key, keys, before, after }: Leaf): boolean {
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
  // Snapshots and images that anybody may restore.
  if (/^(Group|CreateVolumePermission|LaunchPermission|RestoreAttributeValues|restore|Groups)$/.test(key)) {
    return /"all"/.test(now) && !/"all"/.test(was);
  }
  return key === 'Public' && isOn(after) && !isOn(before);
}

const holdsPolicy = ({ steps, change }: RatedChange): boolean =>
  steps.some((step) => /Polic(y|ies)|^Statement$|^PolicyDocument|^AssumeRolePolicyDocument$/.test(step)) ||
  statementsIn(change.after).length + statementsIn(change.before).length > 0;

function widensPolicy(rated: RatedChange, reach: 'admin' | 'public' | undefined): boolean {
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
  'PermissionPolicies',
]);

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

const isTag = ({ attribute }: RatedChange): boolean =>
  /^(.*Tags?|TagList|TagSet|labels|Labels)$/.test(attribute);

function losesRequiredTag(rated: RatedChange): boolean {
  if (!isTag(rated) || rated.change.change === 'added') return false;
  const keys = [
    ...rated.steps.slice(1),
    ...rated.leaves.filter(({ key }) => /^(Key|TagKey)$/.test(key)).map(({ before }) => String(before)),
  ];
  return rated.change.change === 'removed' && keys.some((key) => rated.requiredTags.includes(key));
}

const labels =
  /^(Description|.*Description|DisplayName|displayName|Comment|comment|FriendlyName|Title|title|description|annotations|ConstraintDescription)$/;
const encryptionKeys = /^(.*Encryption.*|SSESpecification|SSEDescription|encryption)$/;

/** Safe again, or closed: every leaf that a protection knows moves to its safe value. */
function tightens(rated: RatedChange): boolean {
  return anyLeaf(rated, ({ key, before, after }) =>
    protections.some(
      ({ names, within, safe }) => within === undefined && names.has(key) && !safe(before) && safe(after),
    ),
  );
}

/**
 * Asked in this order; the first that applies gives a change its severity. What weakens comes first, the worst
 * on top; then what is known to matter little; the last applies always.
 */
export const severityRules: readonly SeverityRule[] = [
  {
    id: 'public-access-block-off',
    severity: 'critical',
    weakening: true,
    sentence: 'A block against public access was switched off.',
    applies: loses('public-access-block-off', true),
  },
  {
    id: 'made-public',
    severity: 'critical',
    weakening: true,
    sentence: 'The resource was made public.',
    applies: (rated) =>
      anyLeaf(rated, becomesPublic) || (holdsPolicy(rated) && widensPolicy(rated, 'public')),
  },
  {
    id: 'admin-rights-granted',
    severity: 'critical',
    weakening: true,
    sentence: 'Unrestricted admin rights were granted.',
    applies: (rated) =>
      (holdsPolicy(rated) && widensPolicy(rated, 'admin')) ||
      newTexts(rated).some((text) => adminPolicies.test(text)),
  },
  {
    id: 'world-open-all-ports',
    severity: 'critical',
    weakening: true,
    sentence: 'All ports or all protocols were opened to the internet.',
    applies: (rated) => opensToWorld(rated, allPorts),
  },
  {
    id: 'world-open-database-port',
    severity: 'critical',
    weakening: true,
    sentence: 'A database port was opened to the internet.',
    applies: (rated) => opensToWorld(rated, (opening) => holds(opening, databasePorts)),
  },
  {
    id: 'encryption-removed',
    severity: 'critical',
    weakening: true,
    sentence: 'Encryption was switched off or removed.',
    applies: (rated) =>
      loses('encryption-removed', true)(rated) ||
      (rated.change.change === 'removed' &&
        encryptionKeys.test(rated.steps.at(-1) ?? '') &&
        rated.change.before !== false),
  },
  {
    id: 'world-open-remote-access',
    severity: 'high',
    weakening: true,
    sentence: 'Remote access (SSH or RDP) was opened to the internet.',
    applies: (rated) => opensToWorld(rated, (opening) => holds(opening, remoteAccessPorts)),
  },
  {
    id: 'world-open-port',
    severity: 'high',
    weakening: true,
    sentence: 'A port was opened to the internet.',
    applies: (rated) => opensToWorld(rated, (opening) => !only(opening, webPorts)),
  },
  {
    id: 'opened-to-the-internet',
    severity: 'high',
    weakening: true,
    sentence: 'The resource was made reachable from the internet.',
    applies: loses('opened-to-the-internet', true),
  },
  {
    id: 'route-to-the-internet',
    severity: 'high',
    weakening: true,
    sentence: 'A route to the internet was added.',
    applies: (rated) =>
      /^Routes?$/.test(rated.attribute) &&
      rated.change.change === 'added' &&
      /"(0\.0\.0\.0|::)\/0"/.test(JSON.stringify(rated.change.after)) &&
      /"igw-/.test(JSON.stringify(rated.change.after)),
  },
  {
    id: 'tls-weakened',
    severity: 'high',
    weakening: true,
    sentence: 'Encryption on the way (TLS) was switched off or its version lowered.',
    applies: (rated) =>
      loses('tls-weakened', true)(rated) ||
      anyLeaf(
        rated,
        ({ key, before, after }) =>
          (/(Tls|TLS|Ssl|SSL|MinimumProtocolVersion|SecurityPolicy)/.test(key) &&
            tlsLowered(before, after)) ||
          (/^(ViewerProtocolPolicy|OriginProtocolPolicy)$/.test(key) &&
            /https/.test(String(before)) &&
            !/https/.test(String(after).replace('allow-all', ''))) ||
          (key === 'Protocol' && before === 'HTTPS' && after === 'HTTP'),
      ),
  },
  {
    id: 'metadata-service-unprotected',
    severity: 'high',
    weakening: true,
    sentence: 'The instance metadata service answers without a session token again.',
    applies: loses('metadata-service-unprotected', true),
  },
  {
    id: 'own-key-removed',
    severity: 'high',
    weakening: true,
    sentence: 'The own encryption key was removed; at best the vendor encrypts with its own.',
    applies: loses('own-key-removed', true),
  },
  {
    id: 'key-disabled',
    severity: 'high',
    weakening: true,
    sentence: 'An encryption key was disabled or is about to be deleted.',
    applies: loses('key-disabled', true),
  },
  {
    id: 'second-factor-off',
    severity: 'high',
    weakening: true,
    sentence: 'The second factor is no longer demanded.',
    applies: loses('second-factor-off', true),
  },
  {
    id: 'policy-widened',
    severity: 'high',
    weakening: true,
    sentence: 'A policy grants more than before.',
    applies: (rated) =>
      (holdsPolicy(rated) && widensPolicy(rated, undefined)) ||
      (newTexts(rated).length > 0 && rated.steps.some((step) => attachments.has(step))),
  },
  {
    id: 'logging-off',
    severity: 'high',
    weakening: false,
    sentence: 'Logging was switched off.',
    applies: loses('logging-off', false),
  },
  {
    id: 'backup-off',
    severity: 'high',
    weakening: false,
    sentence: 'Backups were switched off.',
    applies: loses('backup-off', false),
  },
  {
    id: 'world-open-web-port',
    severity: 'medium',
    weakening: true,
    sentence: 'A web port (80 or 443) was opened to the internet.',
    applies: (rated) => opensToWorld(rated, () => true),
  },
  {
    id: 'way-in-opened',
    severity: 'medium',
    weakening: true,
    sentence: 'A way in or out was opened, though not from everywhere.',
    applies: (rated) => rated.opened.length > 0,
  },
  {
    id: 'safeguard-off',
    severity: 'medium',
    weakening: true,
    sentence: 'A safeguard was switched off.',
    applies: loses('safeguard-off', true),
  },
  {
    id: 'deletion-protection-off',
    severity: 'medium',
    weakening: false,
    sentence: 'The protection against deletion was switched off.',
    applies: loses('deletion-protection-off', false),
  },
  {
    id: 'versioning-changed',
    severity: 'medium',
    weakening: false,
    sentence: 'Versioning was changed.',
    applies: ({ attribute }) => /^versioning/i.test(attribute),
  },
  {
    id: 'monitoring-off',
    severity: 'medium',
    weakening: false,
    sentence: 'Monitoring was switched off.',
    applies: loses('monitoring-off', false),
  },
  {
    id: 'required-tag-removed',
    severity: 'medium',
    weakening: false,
    sentence: 'A tag that the organisation demands was removed.',
    applies: losesRequiredTag,
  },
  {
    id: 'tag-changed',
    severity: 'low',
    weakening: false,
    sentence: 'A tag was added, removed or changed.',
    applies: isTag,
  },
  {
    id: 'label-changed',
    severity: 'low',
    weakening: false,
    sentence: 'A name or description for people was changed.',
    applies: ({ leaves }) =>
      leaves.length > 0 && leaves.every(({ keys }) => keys.some((key) => labels.test(key))),
  },
  {
    id: 'tightened',
    severity: 'low',
    weakening: false,
    sentence: 'The change makes the resource safer.',
    applies: tightens,
  },
  {
    id: 'setting-changed',
    severity: 'medium',
    weakening: false,
    sentence: 'A setting without special weight was changed.',
    applies: () => true,
  },
];
