export { actorOf, authorize, organizationScope } from './authorize.ts';
export {
  acceptInvitation,
  addMember,
  type Invitation,
  invite,
  listInvitations,
  type OpenInvitation,
  openInvitation,
  openInvitationByEmail,
  revokeInvitation,
} from './invitations.ts';
export { assignableRole, changeMemberRole, listMembers, type Member, removeMember } from './members.ts';
export {
  createOrganization,
  getOrganization,
  type OnOrganizationCreated,
  type Organization,
  requireTimeZone,
  updateOrganization,
} from './organizations.ts';
export type { Principal } from './principal.ts';
export { isWithin, permissionsOfBoth, roleOfRequest, supportPermissions } from './roles.ts';
export { tenancyRoutes } from './routes.ts';
export { selectFirstOrganization as firstOrganization } from './store.ts';
