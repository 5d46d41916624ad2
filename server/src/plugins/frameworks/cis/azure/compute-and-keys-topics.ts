import { reasons } from '../../../../plugin-kit/requirement-rows.ts';
import type { Topic } from '../benchmark.ts';

/** What the benchmark asks for of compute and keys, under whatever number. */
export const computeAndKeysTopics = {
  managedDisks: { title: 'Machines use managed disks' },
  attachedDisksCmk: { title: 'System and data disks are encrypted with a key of the customer' },
  unattachedDisksCmk: { title: 'Unattached disks are encrypted with a key of the customer' },
  approvedExtensions: { title: 'Only approved extensions are installed', manual: reasons.review },
  vhdsEncrypted: { title: 'Old virtual hard disks are encrypted', manual: reasons.inside },
  keyExpiryRbac: { title: 'Keys in vaults with roles expire' },
  keyExpiryPolicy: { title: 'Keys in vaults with access policies expire' },
  secretExpiryRbac: { title: 'Secrets in vaults with roles expire' },
  secretExpiryPolicy: { title: 'Secrets in vaults with access policies expire' },
  vaultRecoverable: { title: 'Deleted vaults can be brought back and not be purged' },
  vaultRoles: { title: 'Access to key vaults is by roles', manual: reasons.need },
  vaultNoPublicNetwork: {
    title: 'Key vaults refuse public network access',
    not: { 'prowler:keyvault_private_endpoints': 'A private endpoint does not close the public one.' },
  },
  vaultPrivateEndpoints: { title: 'Key vaults are reached over private endpoints', manual: reasons.need },
  keyAutoRotation: { title: 'Keys are rotated automatically', manual: reasons.need },
  managedHsm: { title: 'Keys are in a managed HSM where it is demanded', manual: reasons.review },
  certificateValidity: { title: 'Certificates are valid for a year at most' },
  appAuth: { title: 'App Service signs users in' },
  appHttps: { title: 'App Service takes HTTPS only' },
  appTls: { title: 'App Service demands the newest TLS' },
  appClientCertificates: { title: 'App Service asks for client certificates' },
  appIdentity: { title: 'App Service is registered with the directory' },
  appPhp: { title: 'App Service runs a current PHP', manual: reasons.need },
  appPython: { title: 'App Service runs a current Python', manual: reasons.need },
  appJava: { title: 'App Service runs a current Java', manual: reasons.need },
  appHttp2: { title: 'App Service speaks a current HTTP' },
  appNoFtp: { title: 'App Service takes no FTP deployments' },
  appKeyVault: { title: 'App Service takes secrets from key vaults', manual: reasons.inside },
} satisfies Record<string, Topic>;
