import { awsError } from '../protocols/errors.ts';
import type { Call, Operations } from './service.ts';

interface SharingChange {
  OperationType?: string | undefined;
  groups: string[];
  users: string[];
  add: { Group?: string | undefined; UserId?: string | undefined }[];
  remove: { Group?: string | undefined; UserId?: string | undefined }[];
}

/** Who is added and who removed, whichever way the request says it. */
function changedSharing(input: SharingChange): { added: string[]; removed: string[] } {
  const named = [...input.groups, ...input.users];
  const targets = (list: SharingChange['add']) => list.map(({ Group, UserId }) => Group ?? UserId ?? '');
  const added = [...(input.OperationType === 'add' ? named : []), ...targets(input.add)];
  const removed = [...(input.OperationType === 'remove' ? named : []), ...targets(input.remove)];
  if (added.length + removed.length === 0) {
    throw awsError('InvalidParameterCombination', 400, 'No attributes specified.');
  }
  const strange = [...added, ...removed].find((one) => one !== 'all' && !/^\d{12}$/.test(one));
  if (strange !== undefined) {
    throw awsError('InvalidAMIAttributeItemValue', 400, `Invalid attribute item value "${strange}"`);
  }
  return { added, removed };
}

function sharedAfter(now: string[], { added, removed }: ReturnType<typeof changedSharing>): string[] {
  return [...now.filter((one) => !removed.includes(one)), ...added.filter((one) => !now.includes(one))];
}

const blocked = (what: string) =>
  awsError(
    'OperationNotPermitted',
    400,
    `You can't publicly share this ${what} because block public access is on.`,
  );

function settingsOf(call: Call) {
  return call.world.region(call.region).settings;
}

/** Who may use snapshots and images, and what a region decides for all of them. */
export const ec2SharingWriteOperations: Operations<typeof import('@aws-sdk/client-ec2')> = {
  ModifySnapshotAttribute: (input, call) => {
    const { snapshots } = call.world.region(call.region);
    const snapshot = snapshots.get(input.SnapshotId ?? '');
    if (!snapshot) {
      throw awsError('InvalidSnapshot.NotFound', 400, `The snapshot '${input.SnapshotId}' does not exist.`);
    }
    const change = changedSharing({
      OperationType: input.OperationType,
      groups: input.GroupNames ?? [],
      users: input.UserIds ?? [],
      add: input.CreateVolumePermission?.Add ?? [],
      remove: input.CreateVolumePermission?.Remove ?? [],
    });
    if (change.added.includes('all')) {
      if (settingsOf(call).snapshotBlockPublicAccess !== 'unblocked') throw blocked('snapshot');
      if (snapshot.Encrypted === true) {
        throw awsError('OperationNotPermitted', 400, 'Encrypted snapshots cannot be shared publicly');
      }
    }
    snapshot.sharedWith = sharedAfter(snapshot.sharedWith, change);
    snapshots.put(snapshot);
    return {};
  },

  ModifyImageAttribute: (input, call) => {
    const { images } = call.world.region(call.region);
    const image = images.get(input.ImageId ?? '');
    if (!image)
      throw awsError('InvalidAMIID.NotFound', 400, `The image id '[${input.ImageId}]' does not exist`);
    const change = changedSharing({
      OperationType: input.OperationType,
      groups: input.UserGroups ?? [],
      users: input.UserIds ?? [],
      add: input.LaunchPermission?.Add ?? [],
      remove: input.LaunchPermission?.Remove ?? [],
    });
    if (change.added.includes('all') && settingsOf(call).imageBlockPublicAccess === 'block-new-sharing')
      throw blocked('AMI');
    image.sharedWith = sharedAfter(image.sharedWith, change);
    image.Public = image.sharedWith.includes('all');
    images.put(image);
    return {};
  },

  EnableSnapshotBlockPublicAccess: (input, call) => {
    const State = input.State;
    if (State !== 'block-all-sharing' && State !== 'block-new-sharing') {
      throw awsError('InvalidParameterValue', 400, `Value (${State}) for parameter State is invalid.`);
    }
    settingsOf(call).snapshotBlockPublicAccess = State;
    return { State };
  },

  DisableSnapshotBlockPublicAccess: (_input, call) => {
    settingsOf(call).snapshotBlockPublicAccess = 'unblocked';
    return { State: 'unblocked' };
  },

  EnableImageBlockPublicAccess: (_input, call) => {
    settingsOf(call).imageBlockPublicAccess = 'block-new-sharing';
    return { ImageBlockPublicAccessState: 'block-new-sharing' };
  },

  DisableImageBlockPublicAccess: (_input, call) => {
    settingsOf(call).imageBlockPublicAccess = 'unblocked';
    return { ImageBlockPublicAccessState: 'unblocked' };
  },

  EnableEbsEncryptionByDefault: (_input, call) => {
    settingsOf(call).ebsEncryptionByDefault = true;
    return { EbsEncryptionByDefault: true };
  },

  DisableEbsEncryptionByDefault: (_input, call) => {
    settingsOf(call).ebsEncryptionByDefault = false;
    return { EbsEncryptionByDefault: false };
  },

  ModifyInstanceMetadataDefaults: (input, call) => {
    const settings = settingsOf(call);
    const { HttpTokens, HttpEndpoint, HttpPutResponseHopLimit, InstanceMetadataTags } = input;
    const next = { ...settings.metadataDefaults };
    // `no-preference` and the hop limit -1 take a default away again.
    for (const [name, value] of Object.entries({ HttpTokens, HttpEndpoint, InstanceMetadataTags })) {
      if (value === 'no-preference') delete next[name as 'HttpTokens'];
      else if (value !== undefined) Object.assign(next, { [name]: value });
    }
    if (HttpPutResponseHopLimit === -1) delete next.HttpPutResponseHopLimit;
    else if (HttpPutResponseHopLimit !== undefined) next.HttpPutResponseHopLimit = HttpPutResponseHopLimit;
    settings.metadataDefaults = next;
    return { Return: true };
  },
};
