/**
 * One permission per kind of mutation; reading needs `view`. The roles of an organisation are sets of these.
 * Ids are permanent: API keys and audit events carry them.
 */
export const permissions = [
  'view',
  'view_audit',
  'scan',
  'triage',
  'manage_baselines',
  'assess_compliance',
  'except_compliance',
  'manage_compliance',
  'manage_inventory',
  'manage_providers',
  'manage_jobs',
  'manage_settings',
  'manage_api_keys',
  'manage_team',
  'manage_organization',
  'approve',
] as const;
export type Permission = (typeof permissions)[number];

export const roles = ['owner', 'admin', 'approver', 'requester', 'auditor', 'viewer'] as const;
export type Role = (typeof roles)[number];

const viewer: Permission[] = ['view', 'scan'];
const requester: Permission[] = [
  ...viewer,
  'triage',
  'manage_baselines',
  'assess_compliance',
  'except_compliance',
];
const approver: Permission[] = [...requester, 'approve'];
const admin: Permission[] = [
  ...approver,
  'view_audit',
  'manage_compliance',
  'manage_inventory',
  'manage_providers',
  'manage_jobs',
  'manage_settings',
  'manage_api_keys',
];

export const permissionsOfRole: Record<Role, ReadonlySet<Permission>> = {
  owner: new Set(permissions),
  admin: new Set(admin),
  approver: new Set(approver),
  requester: new Set(requester),
  auditor: new Set<Permission>(['view', 'view_audit']),
  viewer: new Set(viewer),
};

/** Names of other systems and older clients. An unknown role is a viewer: the least that can be given. */
export function roleFromName(name: string | null | undefined): Role {
  const known = roles.find((role) => role === name);
  if (known !== undefined) return known;
  return 'viewer';
}
