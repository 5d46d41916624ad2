import { tlsLowered } from './protections.ts';
import type { SeverityRule } from './severity.ts';
import {
  admitsWorld,
  allPorts,
  anyLeaf,
  attaches,
  becomesPublic,
  createsRootKey,
  databasePorts,
  encryptionKeys,
  gainsPublicAddress,
  grantsAdminPolicy,
  holds,
  holdsPolicy,
  isTag,
  labels,
  loses,
  losesLog,
  losesRequiredTag,
  lowersStrength,
  only,
  opensToWorld,
  remoteAccessPorts,
  tightens,
  webPorts,
  widensPolicy,
} from './weakening-signs.ts';

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
      grantsAdminPolicy(rated) ||
      createsRootKey(rated),
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
    applies: (rated) =>
      loses('opened-to-the-internet', true)(rated) || (rated.opened.length === 0 && admitsWorld(rated)),
  },
  {
    id: 'public-address-appeared',
    severity: 'high',
    weakening: true,
    sentence: 'The resource has a public address where it had none.',
    applies: gainsPublicAddress,
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
    applies: (rated) => (holdsPolicy(rated) && widensPolicy(rated, undefined)) || attaches(rated),
  },
  {
    id: 'policy-changed',
    severity: 'high',
    weakening: false,
    sentence: 'A policy was changed or removed, without granting more.',
    applies: (rated) => rated.change.change !== 'added' && holdsPolicy(rated),
  },
  {
    id: 'logging-off',
    severity: 'high',
    weakening: false,
    sentence: 'Logging was switched off.',
    applies: (rated) => loses('logging-off', false)(rated) || losesLog(rated),
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
    applies: (rated) => loses('safeguard-off', true)(rated) || lowersStrength(rated),
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
