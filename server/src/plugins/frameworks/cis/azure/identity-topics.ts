import { reasons } from '../../../../plugin-kit/requirement-rows.ts';
import type { Topic } from '../benchmark.ts';

/** What the benchmark asks for of identity, under whatever number. */
export const identityTopics = {
  securityDefaults: { title: 'Security defaults are on in the directory', manual: reasons.setting },
  mfaPrivileged: { title: 'Users with privileges have multi-factor authentication', manual: reasons.setting },
  mfaOthers: { title: 'Users without privileges have multi-factor authentication', manual: reasons.setting },
  mfaEverybody: { title: 'All users have multi-factor authentication' },
  mfaNotRemembered: {
    title: 'Trusted devices do not skip multi-factor authentication',
    manual: reasons.setting,
  },
  mfaToJoinDevices: { title: 'Joining a device needs multi-factor authentication', manual: reasons.setting },
  trustedLocations: { title: 'Trusted locations are named for conditional access', manual: reasons.review },
  locationPolicy: { title: 'A policy shuts out locations that nobody works from', manual: reasons.review },
  adminMfaPolicy: {
    title: 'A policy asks administrators for multi-factor authentication',
    manual: reasons.setting,
  },
  userMfaPolicy: {
    title: 'A policy asks all users for multi-factor authentication',
    manual: reasons.setting,
  },
  riskySignInMfa: {
    title: 'Risky sign-ins are asked for multi-factor authentication',
    manual: reasons.setting,
  },
  managementMfa: { title: 'Managing Azure asks for multi-factor authentication', manual: reasons.setting },
  noTenantCreation: { title: 'Only administrators create tenants' },
  guestAccessReviewed: { title: 'Access of external users is reviewed regularly', manual: reasons.review },
  guestsReviewed: { title: 'Guest users are reviewed regularly', manual: reasons.review },
  resetMethods: { title: 'Resetting a password needs two methods', manual: reasons.setting },
  bannedPasswords: { title: 'A list of banned passwords of our own is enforced', manual: reasons.setting },
  reconfirmReset: { title: 'Reset information is confirmed again after a set time', manual: reasons.setting },
  notifyUserReset: { title: 'Users are told when their password is reset', manual: reasons.setting },
  notifyAdminReset: {
    title: 'Administrators are told when one of them resets a password',
    manual: reasons.setting,
  },
  noUserConsent: { title: 'Users cannot give apps access to data', manual: reasons.setting },
  verifiedConsent: { title: 'Users can consent to verified publishers only', manual: reasons.setting },
  noGalleryApps: { title: 'Users cannot add gallery apps to their own list', manual: reasons.setting },
  noAppRegistration: { title: 'Only administrators register applications', manual: reasons.setting },
  guestRestrictions: { title: 'Guests see their own objects only', manual: reasons.setting },
  guestInvites: { title: 'Only chosen roles invite guests', manual: reasons.setting },
  adminPortalRestricted: {
    title: "Only administrators open the directory's administration",
    manual: reasons.setting,
  },
  noGroupFeatures: { title: 'Users do not manage groups in the access panel', manual: reasons.setting },
  noSecurityGroups: { title: 'Only administrators create security groups', manual: reasons.setting },
  noGroupRequests: {
    title: 'Owners do not manage membership requests in the access panel',
    manual: reasons.setting,
  },
  noM365Groups: { title: 'Only administrators create Microsoft 365 groups', manual: reasons.setting },
  noCustomAdmins: { title: 'No custom role administers a subscription' },
  lockAdministrators: { title: 'A custom role administers resource locks', manual: reasons.review },
  noSubscriptionMoves: {
    title: 'Nobody moves subscriptions in or out of the tenant',
    manual: reasons.setting,
  },
  adminsNotDaily: { title: 'Administrator accounts are not used for daily work', manual: reasons.practice },
  userAccessAdmin: { title: 'Elevated access to everything is handed back after use' },
  privilegedReviewed: {
    title: 'Assignments of privileged roles are reviewed regularly',
    manual: reasons.review,
  },
  disabledWithoutRoles: { title: 'Disabled accounts hold no roles', manual: reasons.setting },
  tenantCreatorsReviewed: {
    title: 'Assignments of the tenant creator role are reviewed regularly',
    manual: reasons.review,
  },
  otherRolesReviewed: { title: 'Assignments of other roles are reviewed regularly', manual: reasons.review },
  owners: { title: 'A subscription has two or three owners' },
  vmAccessMfa: {
    title: 'Only identities with a second factor reach privileged machines',
    manual: reasons.need,
  },
} satisfies Record<string, Topic>;
