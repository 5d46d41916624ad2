import { reasons } from '../../../../plugin-kit/requirement-rows.ts';
import type { Topic } from '../benchmark.ts';

/** What the benchmark asks for of storage, under whatever number. */
export const storageTopics = {
  secureTransfer: { title: 'Storage accounts refuse transfer without TLS' },
  infrastructureEncryption: { title: 'Storage accounts are encrypted twice' },
  keyReminders: {
    title: 'Storage accounts remind of key rotation',
    manual: reasons.setting,
    not: {
      'prowler:storage_infrastructure_encryption_is_enabled': 'It looks at encryption, not at reminders.',
    },
  },
  storageKeyRotation: { title: 'Keys of storage accounts are replaced regularly' },
  noSharedKeys: { title: 'Storage accounts refuse shared keys' },
  queueLogging: { title: 'Requests to queues are logged' },
  sasExpiry: { title: 'Shared access signatures expire within an hour', manual: reasons.inside },
  noPublicBlobs: { title: 'Blobs are not open to anonymous readers', manual: reasons.setting },
  storageDenyByDefault: { title: 'Storage accounts refuse networks that are not named' },
  storageNoPublicNetwork: { title: 'Storage accounts refuse public network access' },
  storageTrustedServices: { title: 'Trusted services of the vendor reach storage accounts' },
  storagePrivateEndpoints: { title: 'Storage accounts are reached over private endpoints' },
  blobSoftDelete: { title: 'Deleted blobs can be brought back' },
  containerSoftDelete: { title: 'Deleted containers can be brought back' },
  blobVersioning: { title: 'Blobs keep their versions' },
  storageCmk: { title: 'Critical storage is encrypted with a key of the customer', manual: reasons.need },
  blobLogging: { title: 'Requests to blobs are logged' },
  tableLogging: { title: 'Requests to tables are logged' },
  storageTls: { title: 'Storage accounts demand TLS 1.2' },
  entraDefault: { title: 'The portal signs in to storage through the directory' },
  noCrossTenant: { title: 'Objects are not replicated to other tenants' },
  deleteLocks: { title: 'Storage accounts have a lock against deletion', manual: reasons.setting },
  readOnlyLocks: { title: 'A read-only lock is considered for storage accounts', manual: reasons.review },
  geoRedundant: { title: 'Critical storage is kept in two regions' },
  shareSoftDelete: { title: 'Deleted file shares can be brought back' },
  smbVersion: { title: 'File shares speak SMB 3.1.1 or later' },
  smbEncryption: { title: 'File shares encrypt with AES-256-GCM or stronger' },
} satisfies Record<string, Topic>;
