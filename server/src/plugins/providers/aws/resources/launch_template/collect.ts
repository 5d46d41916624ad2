import type { LaunchTemplate, LaunchTemplateVersion } from '@aws-sdk/client-ec2';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession, Detail } from '../../session/types.ts';
import { userDataDigest } from '../../shapes/digest.ts';
import { ec2Arn } from '../../shapes/ec2-arn.ts';
import { observed } from '../../shapes/observed.ts';
import { sorted, sortedBy } from '../../shapes/order.ts';
import { launchTemplateType } from './schema.ts';

type Versions = ReadonlyMap<string, LaunchTemplateVersion[]>;

export const launchTemplateCollector = defineCollector<AwsSession>({
  resource: launchTemplateType,
  scope: 'regional',
  lists: [{ operation: 'ec2:DescribeLaunchTemplates', permission: 'ec2:DescribeLaunchTemplates' }],
  details: [
    {
      operation: 'ec2:DescribeLaunchTemplateVersions',
      permission: 'ec2:DescribeLaunchTemplateVersions',
      paths: ['LaunchTemplateData', 'DefaultVersionData', 'VersionDescription'],
    },
  ],
  async *collect(session) {
    let versions: Detail<Versions> | undefined;
    for await (const page of session.pages('ec2', 'DescribeLaunchTemplates', { MaxResults: 200 })) {
      const templates = page.LaunchTemplates ?? [];
      if (templates.length === 0) continue;
      // One list for the region instead of one call per template.
      versions ??= await regionVersions(session);
      for (const template of templates) yield observeTemplate(session, template, versions);
    }
  },
});

/** The two versions of every template that machines are started from when nobody names another. */
async function regionVersions(session: AwsSession): Promise<Detail<Versions>> {
  const pages = await session.detailPages('ec2', 'DescribeLaunchTemplateVersions', {
    Versions: ['$Latest', '$Default'],
    MaxResults: 200,
  });
  if (pages.state !== 'value') return pages;
  const all = pages.value.flatMap((page) => page.LaunchTemplateVersions ?? []);
  return { state: 'value', value: Map.groupBy(all, ({ LaunchTemplateId }) => LaunchTemplateId ?? '') };
}

function observeTemplate(session: AwsSession, template: LaunchTemplate, versions: Detail<Versions>) {
  const { LaunchTemplateId, LatestVersionNumber, DefaultVersionNumber } = template;
  const draft = draftConfiguration({
    LaunchTemplateId,
    LaunchTemplateName: template.LaunchTemplateName,
    DefaultVersionNumber: DefaultVersionNumber?.toString(),
    LatestVersionNumber: LatestVersionNumber?.toString(),
  });
  const own = draft.take(versions)?.get(LaunchTemplateId ?? '') ?? [];
  const numbered = (number: number | undefined) => own.find(({ VersionNumber }) => VersionNumber === number);
  const latest = numbered(LatestVersionNumber);
  draft.set('VersionDescription', latest?.VersionDescription);
  draft.set('LaunchTemplateData', dataOf(latest));
  if (DefaultVersionNumber !== LatestVersionNumber)
    draft.set('DefaultVersionData', dataOf(numbered(DefaultVersionNumber)));
  return observed(session, draft, {
    externalId: ec2Arn(session, 'launch-template', LaunchTemplateId),
    id: LaunchTemplateId,
    name: template.LaunchTemplateName,
    tags: template.Tags,
  });
}

function dataOf(version: LaunchTemplateVersion | undefined) {
  const data = version?.LaunchTemplateData;
  if (data === undefined) return undefined;
  return {
    ...data,
    UserData: undefined,
    UserDataSha256: userDataDigest(data.UserData),
    SecurityGroupIds: sorted(data.SecurityGroupIds),
    SecurityGroups: sorted(data.SecurityGroups),
    BlockDeviceMappings: sortedBy(data.BlockDeviceMappings, ({ DeviceName }) => [DeviceName]),
    NetworkInterfaces: sortedBy(
      data.NetworkInterfaces?.map((card) => ({ ...card, Groups: sorted(card.Groups) })),
      ({ NetworkCardIndex, DeviceIndex }) => [NetworkCardIndex, DeviceIndex],
    ),
    TagSpecifications: sortedBy(
      data.TagSpecifications?.map(({ ResourceType, Tags }) => ({
        ResourceType,
        Tags: sortedBy(Tags, ({ Key }) => [Key]),
      })),
      ({ ResourceType }) => [ResourceType],
    ),
  };
}
