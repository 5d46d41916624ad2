import type { DomainStatus } from '@aws-sdk/client-opensearch';
import type { ObservedResource } from '../../../../../core/observation.ts';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession } from '../../session/types.ts';
import { observed } from '../../shapes/observed.ts';
import { sorted, unlessEmpty } from '../../shapes/order.ts';
import { policyDocument } from '../../shapes/policy-document.ts';
import { opensearchDomainType } from './schema.ts';

export const opensearchDomainCollector = defineCollector<AwsSession>({
  resource: opensearchDomainType,
  scope: 'regional',
  lists: [{ operation: 'opensearch:ListDomainNames', permission: 'es:ListDomainNames' }],
  details: [
    {
      operation: 'opensearch:DescribeDomain',
      permission: 'es:DescribeDomain',
      // The list says nothing but names.
      paths: [
        'EngineVersion',
        'ClusterConfig',
        'EBSOptions',
        'AccessPolicies',
        'VPCOptions',
        'CognitoOptions',
        'EncryptionAtRestOptions',
        'NodeToNodeEncryptionOptions',
        'DomainEndpointOptions',
        'AdvancedSecurityOptions',
        'AdvancedOptions',
        'LogPublishingOptions',
        'SnapshotOptions',
        'SoftwareUpdateOptions',
        'OffPeakWindowOptions',
        'IPAddressType',
        'ServiceSoftwareOptions',
      ],
      absent: ['ResourceNotFoundException'],
    },
    { operation: 'opensearch:ListTags', permission: 'es:ListTags', paths: ['Tags'] },
  ],
  async *collect(session) {
    const { DomainNames } = await session.call('opensearch', 'ListDomainNames', {});
    yield* session.mapConcurrently(DomainNames ?? [], ({ DomainName }) =>
      observeDomain(session, DomainName ?? ''),
    );
  },
});

async function observeDomain(session: AwsSession, name: string): Promise<ObservedResource | undefined> {
  const arn = `arn:${session.partition}:es:${session.region}:${session.accountId}:domain/${name}`;
  const [detail, tags] = await Promise.all([
    session.detail('opensearch', 'DescribeDomain', { DomainName: name }),
    session.detail('opensearch', 'ListTags', { ARN: arn }),
  ]);
  if (detail.state === 'absent') return undefined;
  const draft = draftConfiguration({ DomainName: name, Arn: arn });
  const domain = draft.take(detail)?.DomainStatus;
  for (const [property, value] of Object.entries(domain === undefined ? {} : properties(domain)))
    draft.set(property, value);
  return observed(session, draft, { externalId: arn, name, tags: draft.take(tags)?.TagList });
}

/** Endpoints, progress of changes and dates of planned updates are left out: the service moves them. */
function properties(domain: DomainStatus): Record<string, unknown> {
  const security = domain.AdvancedSecurityOptions;
  const vpc = domain.VPCOptions;
  const software = domain.ServiceSoftwareOptions;
  return {
    EngineVersion: domain.EngineVersion,
    ClusterConfig: domain.ClusterConfig,
    EBSOptions: domain.EBSOptions,
    AccessPolicies: policyDocument(domain.AccessPolicies),
    VPCOptions:
      vpc &&
      unlessEmpty({
        VPCId: vpc.VPCId,
        SubnetIds: sorted(vpc.SubnetIds),
        SecurityGroupIds: sorted(vpc.SecurityGroupIds),
      }),
    CognitoOptions: domain.CognitoOptions,
    EncryptionAtRestOptions: domain.EncryptionAtRestOptions,
    NodeToNodeEncryptionOptions: domain.NodeToNodeEncryptionOptions,
    DomainEndpointOptions: domain.DomainEndpointOptions,
    AdvancedSecurityOptions: security && {
      Enabled: security.Enabled,
      InternalUserDatabaseEnabled: security.InternalUserDatabaseEnabled,
      AnonymousAuthEnabled: security.AnonymousAuthEnabled,
      SAMLOptions: security.SAMLOptions && { Enabled: security.SAMLOptions.Enabled },
      JWTOptions: security.JWTOptions && { Enabled: security.JWTOptions.Enabled },
    },
    AdvancedOptions: domain.AdvancedOptions,
    LogPublishingOptions: domain.LogPublishingOptions,
    SnapshotOptions: domain.SnapshotOptions,
    SoftwareUpdateOptions: domain.SoftwareUpdateOptions,
    OffPeakWindowOptions: domain.OffPeakWindowOptions,
    IPAddressType: domain.IPAddressType,
    ServiceSoftwareOptions: software && {
      CurrentVersion: software.CurrentVersion,
      NewVersion: software.NewVersion,
      UpdateAvailable: software.UpdateAvailable,
      UpdateStatus: software.UpdateStatus,
    },
  };
}
